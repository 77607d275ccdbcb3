/// NFKC_Casefold that remembers where everything came from.
///
/// The text is cut where the normalization form has a boundary (a character that never interacts
/// with what precedes it), and each piece is normalized by itself, which gives the same as
/// normalizing the whole. Inside a piece, characters at its two ends that fold as if they were alone
/// keep their own place, and what is left points at all of the characters that became it.

#include <unicode/uchar.h>
#include <unicode/ustring.h>
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

static int is_syllable(UChar32 scalar) { return scalar >= 0xAC00 && scalar <= 0xD7A3; }

/// Whether normalization never joins the scalar with what precedes it.
static int begins_piece(const cicu_words *words, UChar32 scalar) {
  if (scalar < 0x80 || is_syllable(scalar)) return 1;
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

/// Folds scalars to UTF-16 and returns the length; why it cannot is in `status`.
static int32_t fold_scalars(const cicu_words *words, const UChar32 *scalars, int32_t count,
                            UChar *out, UErrorCode *status) {
  UChar source[PIECE * 2];
  int32_t length = 0;
  for (int32_t i = 0; i < count; i++) U16_APPEND_UNSAFE(source, length, scalars[i]);
  return unorm2_normalize(words->fold, source, length, out, count * EXPANSION, status);
}

/// Pushes `out[from..<to]` as units that all come from the bytes `start..<end`. Bytes that became
/// nothing (a variation selector, say) widen the unit just before them.
static int push_text(cicu_words *words, const UChar *out, int32_t from, int32_t to, size_t start,
                     size_t end, uint8_t flag) {
  if (from == to && words->count > 0 && words->units[words->count - 1].end == start) {
    words->units[words->count - 1].end = (uint32_t)end;
  }
  while (from < to) {
    UChar32 scalar;
    U16_NEXT(out, from, to, scalar);
    if (!cicu_push(words, scalar, start, end, flag)) return 0;
    flag = 0;
  }
  return 1;
}

/// Pushes the folded form of a piece, aligned with its source: scalars at either end that fold alone
/// to what stands there keep their own place, and what is left is of one origin.
static int32_t push_aligned(cicu_words *words, const piece *piece, const UChar *out, int32_t to) {
  int32_t from = 0, low = 0, high = piece->count;
  int32_t tail[PIECE];  // where in `out` the form of each source scalar at the back begins
  int32_t full = to;
  UChar alone[EXPANSION];
  UErrorCode status = U_ZERO_ERROR;
  for (; low < high; low++) {
    int32_t length = fold_scalars(words, &piece->scalars[low], 1, alone, &status);
    if (U_FAILURE(status)) return status;
    if (length > to - from || u_memcmp(out + from, alone, length) != 0) break;
    if (!push_text(words, out, from, from + length, piece->starts[low], piece->starts[low + 1],
                   case_flag(piece->scalars[low]))) {
      return U_MEMORY_ALLOCATION_ERROR;
    }
    from += length;
  }
  for (; high > low; high--) {
    int32_t length = fold_scalars(words, &piece->scalars[high - 1], 1, alone, &status);
    if (U_FAILURE(status)) return status;
    if (length > to - from || u_memcmp(out + to - length, alone, length) != 0) break;
    to -= length;
    tail[high - 1] = to;
  }
  // If nothing of the source is left, nor is anything of the result; were it otherwise, what is left
  // would come from the whole piece.
  size_t start = piece->starts[low < high ? low : 0];
  size_t end = piece->starts[low < high ? high : piece->count];
  int pushed = 1;
  if (low < high || from < to) {
    pushed = push_text(words, out, from, to, start, end, case_flag(piece->scalars[0]));
  }
  for (int32_t i = high; pushed && i < piece->count; i++) {
    pushed = push_text(words, out, tail[i], i + 1 < piece->count ? tail[i + 1] : full,
                       piece->starts[i], piece->starts[i + 1], case_flag(piece->scalars[i]));
  }
  return pushed ? 0 : U_MEMORY_ALLOCATION_ERROR;
}

/// Folds one piece and pushes it.
static int32_t push_piece(cicu_words *words, const piece *piece) {
  UChar32 first = piece->scalars[0];
  size_t start = piece->starts[0], end = piece->starts[piece->count];
  uint8_t flag = case_flag(first);
  if (piece->count == 1 && (first < 0x80 || is_syllable(first))) {
    UChar32 folded = flag ? first + ('a' - 'A') : first;
    return cicu_push(words, folded, start, end, flag) ? 0 : U_MEMORY_ALLOCATION_ERROR;
  }
  UChar folded[PIECE * EXPANSION];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = fold_scalars(words, piece->scalars, piece->count, folded, &status);
  if (U_FAILURE(status)) return status;
  if (piece->count > 1) return push_aligned(words, piece, folded, length);
  return push_text(words, folded, 0, length, start, end, flag) ? 0 : U_MEMORY_ALLOCATION_ERROR;
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
