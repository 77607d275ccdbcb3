/// The handle, and ICU's word boundaries laid over the folded units.

#include "words.h"

#include <stdlib.h>
#include <unicode/utf16.h>

cicu_words *cicu_words_open(void) { return calloc(1, sizeof(cicu_words)); }

void cicu_words_close(cicu_words *words) {
  if (!words) return;
  if (words->iterator) ubrk_close(words->iterator);
  free(words->units);
  free(words->text);
  free(words);
}

int cicu_push(cicu_words *words, UChar32 scalar, size_t start, size_t end, uint8_t flags) {
  if (words->count == words->capacity) {
    size_t capacity = words->capacity ? words->capacity * 2 : 256;
    cicu_unit *units = realloc(words->units, capacity * sizeof(cicu_unit));
    if (!units) return 0;
    words->units = units;
    words->capacity = capacity;
  }
  words->units[words->count++] = (cicu_unit){
      .scalar = (uint32_t)scalar,
      .start = (uint32_t)start,
      .end = (uint32_t)end,
      .flags = flags,
  };
  return 1;
}

static int is_syllable(const cicu_unit *unit) {
  return unit->scalar >= 0xAC00 && unit->scalar <= 0xD7A3;
}

/// Writes the units' scalars as UTF-16; their number of code units, or -1 when out of memory.
///
/// A syllable of Hangul is written as a bar. ICU's rules part both from all else alike, and join the
/// marks behind both; only between two syllables is there no boundary (`mark_boundaries`). But ICU
/// takes syllables for letters of a script that it has a dictionary for: it finds that there is
/// none by making a set of all of the script's letters, which takes longer than a query.
static int32_t write_utf16(cicu_words *words) {
  if (words->text_capacity < words->count * 2) {
    UChar *text = realloc(words->text, words->count * 2 * sizeof(UChar));
    if (!text) return -1;
    words->text = text;
    words->text_capacity = words->count * 2;
  }
  int32_t length = 0;
  for (size_t i = 0; i < words->count; i++) {
    UChar32 scalar = is_syllable(&words->units[i]) ? '|' : (UChar32)words->units[i].scalar;
    U16_APPEND_UNSAFE(words->text, length, scalar);
  }
  return length;
}

/// Sets CICU_BOUNDARY on every unit that a word boundary stands before; see `write_utf16`.
static void mark_boundaries(cicu_words *words) {
  int32_t at = 0;  // UTF-16 offset of unit i
  int32_t boundary = ubrk_first(words->iterator);
  for (size_t i = 0; i < words->count && boundary != UBRK_DONE; i++) {
    if (at == boundary) {
      int is_inside = i > 0 && is_syllable(&words->units[i - 1]) && is_syllable(&words->units[i]);
      if (!is_inside) words->units[i].flags |= CICU_BOUNDARY;
      boundary = ubrk_next(words->iterator);
    }
    at += U16_LENGTH(words->units[i].scalar);
  }
}

/// Opens the iterator if need be, and gives it a text.
static void set_text(cicu_words *words, const UChar *text, int32_t length, UErrorCode *status) {
  if (!words->iterator) words->iterator = ubrk_open(UBRK_WORD, "", NULL, 0, status);
  if (U_SUCCESS(*status)) ubrk_setText(words->iterator, text, length, status);
}

/// Whether the scalar is surely none that ICU's dictionaries are asked about.
static int is_without_dictionary(uint32_t scalar) {
  return scalar < 0x0E00 || (scalar >= 0x1100 && scalar <= 0x11FF) ||
         (scalar >= 0x2000 && scalar <= 0x2BFF) || (scalar >= 0xAC00 && scalar <= 0xD7A3) ||
         (scalar >= 0x1F300 && scalar <= 0x1FAFF);
}

/// Makes the iterator meet Han, Thai, Lao, Khmer, Burmese and the sound mark U+30FC, in this order.
///
/// ICU loads the dictionary of a script when it first meets the script, and how it cuts a character
/// that several scripts share (that sound mark) depends on what it has loaded by then: ー漢 is one
/// word at first and two later. After this, a text is cut alike whatever came before it. It takes a
/// millisecond or two, so it waits for a text with such characters.
static void meet_dictionaries(cicu_words *words, UErrorCode *status) {
  static const UChar texts[][6] = {
      {0x6F22, 0x0E01, 0x0E81, 0x1780, 0x1000, 0x30FC},
      {0x30FC, 0x6F22, 0x30FC, 0x6F22, 0x30FC, 0x6F22},
  };
  for (int round = 0; round < 4 && U_SUCCESS(*status); round++) {
    set_text(words, texts[round % 2], 6, status);
    if (U_FAILURE(*status)) return;
    for (int32_t at = ubrk_first(words->iterator); at != UBRK_DONE;) {
      at = ubrk_next(words->iterator);
    }
  }
  words->has_dictionaries = 1;
}

static int needs_dictionaries(const cicu_words *words) {
  if (words->has_dictionaries) return 0;
  for (size_t i = 0; i < words->count; i++) {
    if (!is_without_dictionary(words->units[i].scalar)) return 1;
  }
  return 0;
}

int32_t cicu_cut(cicu_words *words, const uint8_t *bytes, size_t length,
                 const cicu_unit **units, size_t *count) {
  int32_t failure = cicu_fold(words, bytes, length, units, count);
  if (failure || words->count == 0) return failure;
  for (size_t i = 0; i < words->count; i++) cicu_classify(&words->units[i]);
  int32_t text_length = write_utf16(words);
  if (text_length < 0) return U_MEMORY_ALLOCATION_ERROR;
  UErrorCode status = U_ZERO_ERROR;
  if (needs_dictionaries(words)) meet_dictionaries(words, &status);
  if (U_SUCCESS(status)) set_text(words, words->text, text_length, &status);
  if (U_FAILURE(status)) return status;
  mark_boundaries(words);
  return 0;
}

int32_t cicu_version(void) {
  UVersionInfo version;
  u_getVersion(version);
  return version[0] * 256 + version[1];
}
