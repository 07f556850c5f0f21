#include "syntax/lemma.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>

namespace dateline {
namespace {

void append(std::string& out, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  UBool failed = false;
  U8_APPEND(bytes, size, U8_MAX_LENGTH, c, failed);
  if (!failed) out.append(bytes, static_cast<size_t>(size));
}

/// The form in lower case, its first character in upper case where `capital`.
std::string lowered(std::string_view form, bool capital) {
  std::string out;
  for (int32_t i = 0; i < static_cast<int32_t>(form.size());) {
    const bool first = i == 0;
    UChar32 c;
    U8_NEXT(reinterpret_cast<const uint8_t*>(form.data()), i, static_cast<int32_t>(form.size()), c);
    append(out, c < 0 ? 0xFFFD : first && capital ? u_toupper(c) : u_tolower(c));
  }
  return out;
}

/// Whether the features tell of an inflected form.
bool is_inflected(Upos upos, std::string_view feats) {
  const auto has = [&](std::string_view feature) { return feats.find(feature) != std::string_view::npos; };
  const bool third = has("Person=3") && has("Number=Sing") && has("Tense=Pres");
  return upos == Upos::VERB                          ? has("Tense=Past") || has("VerbForm=Part") || has("VerbForm=Ger") || third
         : upos == Upos::NOUN || upos == Upos::PROPN ? has("Number=Plur")
                                                     : has("Degree=Cmp") || has("Degree=Sup");
}

/// The part of a rule that tells of the case: what is not inflected is its own lemma.
std::string_view uninflected_rule(std::string_view rule) { return rule.starts_with('K') ? "K0|" : rule.starts_with('C') ? "C0|" : "L0|"; }

/// "1,200" is 1200; an address stays as it is.
std::optional<std::string> of_signs(std::string_view form, Upos upos) {
  if (upos == Upos::PROPN && form.find_first_of("/@") != std::string_view::npos) return std::string(form);
  if (upos != Upos::NUM || form.find_first_not_of("0123456789.,:/-") != std::string_view::npos) return std::nullopt;
  std::string out(form);
  std::erase(out, ',');
  return out.empty() ? std::nullopt : std::optional(out);
}

}  // namespace

std::string apply_lemma_rule(std::string_view rule, std::string_view form) {
  const size_t bar = rule.find('|');
  uint32_t strip = 0;
  if (rule.empty() || bar == std::string_view::npos || std::from_chars(rule.data() + 1, rule.data() + bar, strip).ec != std::errc())
    return lowered(form, false);
  std::string out = rule[0] == 'K' ? std::string(form) : lowered(form, rule[0] == 'C');
  for (; strip > 0 && !out.empty(); --strip) {
    size_t last = out.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(out[last]) & 0xC0) == 0x80) --last;
    out.resize(last);
  }
  out += rule.substr(bar + 1);
  return out.empty() ? lowered(form, false) : out;
}

LemmaLists::LemmaLists(const Pack& pack) : lemmas_(pack.table("en/lemmas")), endings_(pack.table("en/lemma_endings")) {
  if (lemmas_) class_ = lemmas_.column("class"), lemma_ = lemmas_.column("lemma");
  if (endings_) ending_class_ = endings_.column("class"), off_ = endings_.column("off"), on_ = endings_.column("on");
}

std::optional<std::string_view> LemmaLists::listed(std::string_view key, std::string_view upos) const {
  if (!lemmas_) return std::nullopt;
  for (const uint32_t row : lemmas_.find(key))
    if (lemmas_.cell(row, class_) == upos) return lemmas_.cell(row, lemma_);
  return std::nullopt;
}

std::optional<std::string> LemmaLists::by_ending(std::string_view key, std::string_view upos) const {
  for (size_t size = std::min<size_t>(6, key.size() - 1); endings_ && size > 0; --size)
    for (const uint32_t row : endings_.find(key.substr(key.size() - size))) {
      if (endings_.cell(row, ending_class_) != upos) continue;
      const size_t off = static_cast<size_t>(endings_.cell(row, off_)[0] - '0');
      if (off < key.size()) return std::string(key.substr(0, key.size() - off)).append(endings_.cell(row, on_));
    }
  return std::nullopt;
}

/// A name in small letters or cut short; capitals of a headline are no sign.
std::optional<std::string> LemmaLists::of_name(std::string_view form) const {
  if (form.empty() || form.size() > 40 || ((form[0] < 'a' || form[0] > 'z') && form.back() != '.' && form.size() > 4)) return std::nullopt;
  const auto lemma = listed(fold(form), text(Upos::PROPN));
  return lemma ? std::optional<std::string>(*lemma) : std::nullopt;
}

std::optional<std::string> LemmaLists::find(std::string_view form, Upos upos, std::string_view feats) const {
  if (upos == Upos::PROPN || upos == Upos::NUM) {
    auto lemma = of_signs(form, upos);
    return !lemma && upos == Upos::PROPN ? of_name(form) : lemma;
  }
  const bool open = upos == Upos::VERB || upos == Upos::NOUN || upos == Upos::ADJ || upos == Upos::ADV;
  const bool closed =
      upos == Upos::PRON || upos == Upos::DET || upos == Upos::AUX || upos == Upos::PART || upos == Upos::ADP || upos == Upos::CCONJ || upos == Upos::SCONJ;
  if ((!open && !closed) || form.empty() || form.size() > 40) return std::nullopt;
  const std::string key = fold(form);
  if (key.empty() || key.find_first_not_of("abcdefghijklmnopqrstuvwxyz'.") != std::string::npos) return std::nullopt;
  const bool inflected = is_inflected(upos, feats);
  if (upos == Upos::VERB)
    if (const auto lemma = listed(key, text(Upos::AUX))) return std::string(*lemma);  // "are" as a main verb
  if (open && !inflected) {
    if (upos == Upos::VERB) return std::nullopt;
    const auto lemma = listed(key, upos == Upos::NOUN ? "NOUN:Sing" : text(upos));
    return lemma ? std::optional<std::string>(*lemma) : std::nullopt;
  }
  if (const auto lemma = listed(key, text(upos))) return std::string(*lemma);
  if (!open) return std::nullopt;
  return by_ending(key, text(upos == Upos::ADV ? Upos::ADJ : upos));
}

bool LemmaLists::knows(std::string_view form, std::string_view lemma) const {
  const std::string key = fold(form);
  return !key.empty() && std::ranges::any_of(std::initializer_list<Upos>{Upos::VERB, Upos::NOUN},
                                             [&](Upos upos) { return listed(key, text(upos)) == lemma || by_ending(key, text(upos)) == lemma; });
}

std::string LemmaLists::lemma_of(std::string_view form, Upos upos, std::string_view feats, std::string_view rule) const {
  if (auto lemma = find(form, upos, feats)) return std::move(*lemma);
  std::string heard = apply_lemma_rule(rule, form);
  if (upos == Upos::PROPN ? is_inflected(upos, feats) : (upos != Upos::VERB && upos != Upos::NOUN) || knows(form, heard)) return heard;
  return apply_lemma_rule(uninflected_rule(upos == Upos::VERB ? "L" : rule), form);
}

}  // namespace dateline
