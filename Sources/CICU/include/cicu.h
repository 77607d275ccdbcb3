/// ICU behind a header that shows none of its types: folded scalars with their place in the
/// original bytes, their kind, and the word boundaries of UAX #29 between them.
///
/// ICU's own headers clash with those of Foundation's private copy, and rename every function by
/// macros that Swift cannot see; here are only integers and one opaque pointer.

#ifndef CICU_H
#define CICU_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a folded scalar is, as far as cutting text into terms is concerned.
enum {
  CICU_OTHER = 0,       ///< punctuation, space, control, symbol, unassigned
  CICU_LETTER = 1,      ///< a letter of an alphabet (not Hangul, not cut by a dictionary)
  CICU_DIGIT = 2,       ///< any number character
  CICU_MARK = 3,        ///< combining mark or emoji modifier: belongs to what precedes it
  CICU_HANGUL = 4,      ///< precomposed syllable or conjoining jamo
  CICU_DICTIONARY = 5,  ///< Han, Kana and the scripts of South East Asia written without spaces
  CICU_SYMBOL = 6,      ///< Extended_Pictographic
  CICU_FLAG = 7,        ///< regional indicator, one half of a flag
};

/// Flags of a unit.
enum {
  CICU_BOUNDARY = 1,  ///< ICU sees a word boundary before this unit
  CICU_UPPER = 2,     ///< the original character was upper or title case
};

/// One scalar of the folded text.
typedef struct {
  uint32_t scalar;  ///< the code point after NFKC_Casefold
  uint32_t start;   ///< where the original characters it came from begin, in bytes
  uint32_t end;     ///< and where they end
  uint16_t script;  ///< UScriptCode of a letter or dictionary unit; 0 where it goes with any
  uint8_t kind;     ///< CICU_OTHER … CICU_FLAG
  uint8_t flags;    ///< CICU_BOUNDARY, CICU_UPPER
} cicu_unit;

/// Scratch memory and a word iterator; for one thread at a time.
typedef struct cicu_words cicu_words;

/// Makes a handle without touching ICU's data. NULL when out of memory.
cicu_words *cicu_words_open(void);

/// Frees the handle with everything it lent. NULL is allowed.
void cicu_words_close(cicu_words *words);

/// Folds UTF-8 by NFKC_Casefold. Bytes that are no UTF-8 become U+FFFD, one per maximal part.
///
/// `*units` stays valid until the next call with the same handle. Kinds, scripts and
/// CICU_BOUNDARY are not filled in. Returns 0, or an ICU error code (then nothing is lent).
int32_t cicu_fold(cicu_words *words, const uint8_t *bytes, size_t length,
                  const cicu_unit **units, size_t *count);

/// Folds, classifies, and finds word boundaries (root locale). The same contract as `cicu_fold`.
/// The first call opens ICU's iterator, which takes about a millisecond. At most 16 MB at a time.
int32_t cicu_cut(cicu_words *words, const uint8_t *bytes, size_t length,
                 const cicu_unit **units, size_t *count);

/// The running ICU's version, major * 256 + minor, found without opening its data.
int32_t cicu_version(void);

#ifdef __cplusplus
}
#endif

#endif
