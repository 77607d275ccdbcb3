/// The kind of a scalar, from the Unicode character database.

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "words.h"

static int is_kana_or_han(UChar32 scalar) {
  return uscript_hasScript(scalar, USCRIPT_HAN) || uscript_hasScript(scalar, USCRIPT_HIRAGANA) ||
         uscript_hasScript(scalar, USCRIPT_KATAKANA);
}

static int is_south_east_asian(UChar32 scalar) {
  return u_getIntPropertyValue(scalar, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

static void set(cicu_unit *unit, uint8_t kind, int script) {
  unit->kind = kind;
  unit->script = (uint16_t)script;
}

/// A letter's kind goes by its script; Han, Hiragana and Katakana count as one.
static void classify_letter(cicu_unit *unit, UChar32 scalar) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(scalar, &status);
  if (script == USCRIPT_HANGUL) return set(unit, CICU_HANGUL, script);
  if (script == USCRIPT_LATIN) return set(unit, CICU_LETTER, script);
  if (is_kana_or_han(scalar)) return set(unit, CICU_DICTIONARY, USCRIPT_HAN);
  if (is_south_east_asian(scalar)) return set(unit, CICU_DICTIONARY, script);
  if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) script = 0;
  set(unit, CICU_LETTER, script);
}

static void classify_ascii(cicu_unit *unit, UChar32 scalar) {
  if ((scalar | 0x20) >= 'a' && (scalar | 0x20) <= 'z') {
    return set(unit, CICU_LETTER, USCRIPT_LATIN);
  }
  set(unit, scalar >= '0' && scalar <= '9' ? CICU_DIGIT : CICU_OTHER, 0);
}

void cicu_classify(cicu_unit *unit) {
  UChar32 scalar = (UChar32)unit->scalar;
  if (scalar < 0x80) return classify_ascii(unit, scalar);
  if (scalar >= 0xAC00 && scalar <= 0xD7A3) return set(unit, CICU_HANGUL, USCRIPT_HANGUL);
  uint32_t category = U_GET_GC_MASK(scalar);
  if (category & U_GC_L_MASK) return classify_letter(unit, scalar);
  if (category & U_GC_N_MASK) {
    // Han's own numerals (〇, 〡) are cut with Han.
    if (!(category & U_GC_ND_MASK) && is_kana_or_han(scalar)) {
      return set(unit, CICU_DICTIONARY, USCRIPT_HAN);
    }
    return set(unit, CICU_DIGIT, 0);
  }
  if (category & U_GC_M_MASK) return set(unit, CICU_MARK, 0);
  if (u_hasBinaryProperty(scalar, UCHAR_EXTENDED_PICTOGRAPHIC)) {
    return set(unit, CICU_SYMBOL, 0);
  }
  if (u_hasBinaryProperty(scalar, UCHAR_REGIONAL_INDICATOR)) return set(unit, CICU_FLAG, 0);
  if (u_hasBinaryProperty(scalar, UCHAR_EMOJI_MODIFIER)) return set(unit, CICU_MARK, 0);
  set(unit, CICU_OTHER, 0);
}
