// Lines of raw text, and what each looks like: prose, a headline, a button.
#pragma once

#include "page/raw_text.h"

namespace dateline {

/// What can be seen of a line without knowing its words.
struct Look {
  float weight = 0;    // its length in words; where a script writes no spaces, two characters count as one
  uint32_t stops = 0;  // ends of sentences in it
  uint32_t commas = 0;
  uint32_t digits = 0, letters = 0, capitals = 0;  // characters; capitals of scripts that have them
  uint32_t words = 0, capital_words = 0;           // between spaces; those that begin with a capital
  bool ends_sentence = false;                      // the last character but quotes and brackets is . ! ? … and the like
  bool ends_colon = false;
  bool ends_hanging = false;  // in a comma, a dash or an open bracket
  bool opens_quote = false;   // begins with a quotation mark or the dash of speech
  bool opens_bullet = false;
  bool opens_small = false;  // begins with a small letter
  bool is_wide = false;      // a script without spaces
};

struct Line {
  RawSpan span;               // without the white space around it
  bool blank_before = false;  // an empty line stands before it
  Look look;
};

Look look_at(std::string_view line);
/// Non-empty lines in order. Lines of hard-wrapped text (all of them short and full) are joined to paragraphs.
std::vector<Line> lines_of(std::string_view text);
/// A span without white space at its ends.
RawSpan trimmed(std::string_view text, RawSpan span);

bool is_space(char32_t c);
bool ends_sentence_with(char32_t c);
bool closes(char32_t c);  // quotes and brackets that may follow the end of a sentence
bool is_wide(char32_t c);
bool is_capital(char32_t c);
bool is_small(char32_t c);
bool is_letter(char32_t c);

}  // namespace dateline
