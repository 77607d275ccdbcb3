/// What the files of this target share; never seen from Swift.

#ifndef CICU_WORDS_H
#define CICU_WORDS_H

#include <unicode/ubrk.h>
#include <unicode/unorm2.h>
#include <unicode/utypes.h>

#include "cicu.h"

struct cicu_words {
  const UNormalizer2 *fold;   // ICU's own, never freed
  UBreakIterator *iterator;   // opened by the first cut
  int has_dictionaries;       // whether the iterator has met every script it has a dictionary for
  cicu_unit *units;
  size_t count, capacity;
  UChar *text;                // the folded text in UTF-16, for the iterator
  size_t text_capacity;
};

/// Adds one unit; false when out of memory.
int cicu_push(cicu_words *words, UChar32 scalar, size_t start, size_t end, uint8_t flags);

/// Sets kind and script of a unit from its scalar.
void cicu_classify(cicu_unit *unit);

#endif
