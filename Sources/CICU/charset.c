#include "cicu_charset.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

enum { PIVOT_UNITS = 2048 };

struct cicu_decoder {
  UConverter *from;
  UConverter *to;
  uint64_t replacements;
  UChar pivot[PIVOT_UNITS];
  UChar *pivot_source;
  UChar *pivot_target;
};

int32_t cicu_charset_detect(const uint8_t *bytes, size_t count, char *name, size_t capacity,
                            int32_t *confidence) {
  UErrorCode error = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&error);
  if (U_FAILURE(error)) return 0;
  int32_t found = 0;
  if (count > INT32_MAX) count = INT32_MAX;
  ucsdet_setText(detector, (const char *)bytes, (int32_t)count, &error);
  const UCharsetMatch *match = ucsdet_detect(detector, &error);
  if (U_SUCCESS(error) && match != NULL) {
    const char *match_name = ucsdet_getName(match, &error);
    int32_t match_confidence = ucsdet_getConfidence(match, &error);
    if (U_SUCCESS(error) && match_name != NULL && strlen(match_name) < capacity) {
      strcpy(name, match_name);
      *confidence = match_confidence;
      found = 1;
    }
  }
  ucsdet_close(detector);
  return found;
}

static void replace_malformed(const void *context, UConverterToUnicodeArgs *args,
                              const char *units, int32_t length,
                              UConverterCallbackReason reason, UErrorCode *error) {
  (void)units;
  (void)length;
  static const UChar replacement[] = {0xFFFD};
  if (reason > UCNV_IRREGULAR) return;
  ((cicu_decoder *)context)->replacements += 1;
  *error = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, replacement, 1, 0, error);
}

cicu_decoder *cicu_decoder_open(const char *name) {
  cicu_decoder *decoder = calloc(1, sizeof *decoder);
  if (decoder == NULL) return NULL;
  UErrorCode error = U_ZERO_ERROR;
  decoder->from = ucnv_open(name, &error);
  decoder->to = ucnv_open("UTF-8", &error);
  if (U_SUCCESS(error)) {
    ucnv_setToUCallBack(decoder->from, replace_malformed, decoder, NULL, NULL, &error);
  }
  if (U_FAILURE(error)) {
    cicu_decoder_close(decoder);
    return NULL;
  }
  decoder->pivot_source = decoder->pivot;
  decoder->pivot_target = decoder->pivot;
  return decoder;
}

void cicu_decoder_close(cicu_decoder *decoder) {
  if (decoder == NULL) return;
  if (decoder->from != NULL) ucnv_close(decoder->from);
  if (decoder->to != NULL) ucnv_close(decoder->to);
  free(decoder);
}

size_t cicu_decoder_run(cicu_decoder *decoder, const uint8_t *in, size_t count, size_t *consumed,
                        uint8_t *out, size_t capacity, int32_t flush, int32_t *status) {
  UErrorCode error = U_ZERO_ERROR;
  const char *source = (const char *)in;
  char *target = (char *)out;
  ucnv_convertEx(decoder->to, decoder->from, &target, (const char *)out + capacity, &source,
                 (const char *)in + count, decoder->pivot, &decoder->pivot_source,
                 &decoder->pivot_target, decoder->pivot + PIVOT_UNITS, 0, (UBool)(flush != 0),
                 &error);
  *consumed = (size_t)(source - (const char *)in);
  if (error == U_BUFFER_OVERFLOW_ERROR) {
    *status = 1;
  } else {
    *status = U_FAILURE(error) ? -1 : 0;
  }
  return (size_t)((uint8_t *)target - out);
}

uint64_t cicu_decoder_replacements(const cicu_decoder *decoder) { return decoder->replacements; }
