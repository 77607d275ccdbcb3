/// NFKC_Casefold that remembers where everything came from.
///
/// The text is cut where the normalization form has a boundary (a character that never interacts
/// with what precedes it), and each piece is normalized by itself, which gives the same as
/// normalizing the whole. Inside a piece, what is equal at its two ends keeps its own place, and
/// the changed middle points at all of the characters that became it.

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "words.h"

enum {
  /// Scalars a piece may have. Longer ones (dozens of marks on a letter) are cut, as in UAX #15's
  /// Stream-Safe Text Format: reordering marks takes quadratic time.
  PIECE = 64,
  /// UTF-16 code units a scalar may become: 18 is the most (U+FDFA).
  EXPANSION = 20,
};

typedef struct {
  UChar32 scalars[PIECE];
  size_t starts[PIECE + 1];
  int32_t count;
} piece;

/// The scalar at `*at`, which moves on; ill-formed bytes are U+FFFD.
///
/// U+318D, the compatibility letter araea, is read as the middle dot that Korean text uses it for
/// (statutes write 대통령ㆍ국회): as a vowel it would glue the two words together.
static UChar32 next_scalar(const uint8_t *bytes, size_t *at, size_t length) {
  UChar32 scalar;
  U8_NEXT_OR_FFFD(bytes, *at, length, scalar);
  return scalar == 0x318D ? 0xB7 : scalar;
}

/// Whether normalization never joins the scalar with what precedes it.
static int begins_piece(const cicu_words *words, UChar32 scalar) {
  if (scalar < 0x80 || (scalar >= 0xAC00 && scalar <= 0xD7A3)) return 1;
  return unorm2_hasBoundaryBefore(words->fold, scalar);
}

/// Reads the piece at `*at`, which moves to its end.
static void read_piece(const cicu_words *words, const uint8_t *bytes, size_t *at, size_t length,
                       piece *piece) {
  piece->count = 0;
  while (*at < length && piece->count < PIECE) {
    size_t next = *at;
    UChar32 scalar = next_scalar(bytes, &next, length);
    if (piece->count > 0 && begins_piece(words, scalar)) break;
    piece->scalars[piece->count] = scalar;
    piece->starts[piece->count++] = *at;
    *at = next;
  }
  piece->starts[piece->count] = *at;
}

static uint8_t case_flag(UChar32 scalar) {
  if (scalar < 0x80) return scalar >= 'A' && scalar <= 'Z' ? CICU_UPPER : 0;
  return (U_GET_GC_MASK(scalar) & (U_GC_LU_MASK | U_GC_LT_MASK)) ? CICU_UPPER : 0;
}

/// Pushes the normalized form of a piece, aligned with its source.
static int push_aligned(cicu_words *words, const piece *piece, const UChar *out, int32_t length) {
  int32_t low = 0, high = piece->count;  // what is left of the source
  int32_t from = 0, to = length;         // what is left of the result
  while (low < high && from < to) {      // equal at the front
    int32_t next = from;
    UChar32 scalar;
    U16_NEXT(out, next, to, scalar);
    if (scalar != piece->scalars[low]) break;
    if (!cicu_push(words, scalar, piece->starts[low], piece->starts[low + 1], 0)) return 0;
    from = next;
    low++;
  }
  while (high > low && from < to) {  // equal at the back
    int32_t previous = to;
    UChar32 scalar;
    U16_PREV(out, from, previous, scalar);
    if (scalar != piece->scalars[high - 1]) break;
    to = previous;
    high--;
  }
  if (from == to && low > 0) {
    // Nothing is left of the middle (a variation selector, say): it belongs to what precedes it.
    words->units[words->count - 1].end = (uint32_t)piece->starts[high];
  }
  uint8_t flag = low < high ? case_flag(piece->scalars[low]) : 0;
  size_t start = piece->starts[low == high && low > 0 ? low - 1 : low];
  size_t end = piece->starts[high > 0 ? high : 1];
  while (from < to) {
    UChar32 scalar;
    U16_NEXT(out, from, to, scalar);
    if (!cicu_push(words, scalar, start, end, flag)) return 0;
    flag = 0;
  }
  for (int32_t i = high; i < piece->count; i++) {
    if (!cicu_push(words, piece->scalars[i], piece->starts[i], piece->starts[i + 1], 0)) return 0;
  }
  return 1;
}

/// Normalizes one piece and pushes it.
static int32_t push_piece(cicu_words *words, const piece *piece) {
  UChar32 first = piece->scalars[0];
  if (piece->count == 1 && (first < 0x80 || (first >= 0xAC00 && first <= 0xD7A3))) {
    uint8_t flag = case_flag(first);
    UChar32 folded = flag ? first + ('a' - 'A') : first;
    return cicu_push(words, folded, piece->starts[0], piece->starts[1], flag)
               ? 0
               : U_MEMORY_ALLOCATION_ERROR;
  }
  UChar source[PIECE * 2], folded[PIECE * EXPANSION];
  int32_t length = 0;
  for (int32_t i = 0; i < piece->count; i++) {
    U16_APPEND_UNSAFE(source, length, piece->scalars[i]);
  }
  UErrorCode status = U_ZERO_ERROR;
  int32_t written =
      unorm2_normalize(words->fold, source, length, folded, PIECE * EXPANSION, &status);
  if (U_FAILURE(status)) return status;
  return push_aligned(words, piece, folded, written) ? 0 : U_MEMORY_ALLOCATION_ERROR;
}

int32_t cicu_fold(cicu_words *words, const uint8_t *bytes, size_t length,
                  const cicu_unit **units, size_t *count) {
  UErrorCode status = U_ZERO_ERROR;
  if (!words->fold) words->fold = unorm2_getNFKCCasefoldInstance(&status);
  if (U_FAILURE(status)) return status;
  words->count = 0;
  size_t at = 0;
  while (at < length) {
    piece piece;
    read_piece(words, bytes, &at, length, &piece);
    int32_t failure = push_piece(words, &piece);
    if (failure) return failure;
  }
  *units = words->units;
  *count = words->count;
  return 0;
}
