#ifndef CICU_CHARSET_H
#define CICU_CHARSET_H

#include <stddef.h>
#include <stdint.h>

// Charset detection and conversion to UTF-8, behind plain C types.

/// Guesses the charset of a sample of text.
///
/// On success writes the zero-terminated name of the charset to `name`, a confidence from 0 to 100
/// to `confidence`, and returns 1; returns 0 when nothing fits.
int32_t cicu_charset_detect(const uint8_t *bytes, size_t count, char *name, size_t capacity,
                            int32_t *confidence);

typedef struct cicu_decoder cicu_decoder;

/// Opens a converter from the charset called `name` to UTF-8; null when there is no such charset.
cicu_decoder *cicu_decoder_open(const char *name);

void cicu_decoder_close(cicu_decoder *decoder);

/// Converts as much of `in` as fits into `out`.
///
/// Returns the number of bytes written and stores the number of bytes read in `consumed`.
/// `status` becomes 0 when all of `in` was read, 1 when `out` is full and the call should be
/// repeated with the rest, -1 after a failure. Pass `flush` with the last piece. Malformed input
/// becomes U+FFFD.
size_t cicu_decoder_run(cicu_decoder *decoder, const uint8_t *in, size_t count, size_t *consumed,
                        uint8_t *out, size_t capacity, int32_t flush, int32_t *status);

/// The number of malformed or unassigned sequences replaced so far.
uint64_t cicu_decoder_replacements(const cicu_decoder *decoder);

#endif
