#include "model/pieces.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace dateline {
namespace {

constexpr size_t longest_run = 100;  // characters; a longer run of letters is unknown to BERT

uint64_t hash_of(std::string_view s, uint64_t h) {
  for (const unsigned char c : s) h = (h ^ c) * 0x100000001b3;
  return h ^ (h >> 29);
}
constexpr uint64_t outer_seed = 0xcbf29ce484222325, inner_seed = 0x9ae16a3b2f90404f;

bool is_ascii(std::string_view s) {
  for (const unsigned char c : s)
    if (c >= 0x80) return false;
  return true;
}

/// Signs that stand alone: punctuation, ASCII symbols, Chinese characters.
bool stands_alone(UChar32 c) {
  if (c < 0x80) return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
  return u_ispunct(c) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2CEAF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x2F800 && c <= 0x2FA1F);
}

/// Lower case without marks and control characters, as BERT's uncased vocabulary was made.
std::string bare(std::string_view word) {
  if (is_ascii(word)) {
    std::string out;
    for (const char c : word)
      if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString in = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  icu::UnicodeString kept;
  for (int32_t i = 0, c; i < in.length(); i += U16_LENGTH(c)) {
    c = in.char32At(i);
    if (c != 0xFFFD && !(U_GET_GC_MASK(c) & U_GC_C_MASK)) kept.append(static_cast<UChar32>(c));
  }
  kept.toLower(icu::Locale::getRoot());
  icu::UnicodeString apart = U_SUCCESS(status) ? nfd->normalize(kept, status) : kept;
  icu::UnicodeString out;
  for (int32_t i = 0, c; i < apart.length(); i += U16_LENGTH(c)) {
    c = apart.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK) out.append(static_cast<UChar32>(c));
  }
  std::string utf8;
  out.toUTF8String(utf8);
  return utf8;
}

}  // namespace

Pieces::Pieces(std::string vocabulary) : text_(std::move(vocabulary)) {
  for (size_t from = 0; from < text_.size();) {
    size_t to = text_.find('\n', from);
    if (to == std::string::npos) to = text_.size();
    size_t size = to - from;
    if (size > 0 && text_[to - 1] == '\r') --size;
    lines_.push_back({static_cast<uint32_t>(from), static_cast<uint32_t>(size)});
    from = to + 1;
  }
  size_t slots = 1024;
  while (slots < lines_.size() * 2) slots *= 2;
  slots_.assign(slots, -1);
  for (uint32_t i = 0; i < lines_.size(); ++i) {
    std::string_view piece = std::string_view(text_).substr(lines_[i].begin, lines_[i].size);
    const bool inner = piece.starts_with("##") && piece.size() > 2;
    uint64_t h = inner ? hash_of(piece.substr(2), inner_seed) : hash_of(piece, outer_seed);
    while (slots_[h & (slots - 1)] >= 0) ++h;
    slots_[h & (slots - 1)] = static_cast<int32_t>(i);
  }
  cls_ = find("[CLS]");
  sep_ = find("[SEP]");
  unknown_ = find("[UNK]");
}

int32_t Pieces::look_up(uint64_t h, std::string_view piece, bool inner) const {
  for (;; ++h) {
    const int32_t at = slots_[h & (slots_.size() - 1)];
    if (at < 0) return -1;
    std::string_view held = std::string_view(text_).substr(lines_[at].begin, lines_[at].size);
    const bool held_inner = held.starts_with("##") && held.size() > 2;
    if (held_inner == inner && (inner ? held.substr(2) : held) == piece) return at;
  }
}

int32_t Pieces::find(std::string_view piece) const { return look_up(hash_of(piece, outer_seed), piece, false); }
int32_t Pieces::find_inner(std::string_view piece) const { return look_up(hash_of(piece, inner_seed), piece, true); }

void Pieces::add_run(std::string_view run, std::vector<int32_t>& out) const {
  size_t characters = 0;
  for (const char c : run) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  if (characters > longest_run) return out.push_back(unknown_);
  const size_t before = out.size();
  for (size_t at = 0; at < run.size();) {
    size_t end = run.size();
    int32_t id = -1;
    while (end > at) {
      const std::string_view piece = run.substr(at, end - at);
      if ((id = at == 0 ? find(piece) : find_inner(piece)) >= 0) break;
      do --end;
      while (end > at && (static_cast<unsigned char>(run[end]) & 0xC0) == 0x80);
    }
    if (id < 0) {
      out.resize(before);
      return out.push_back(unknown_);
    }
    out.push_back(id);
    at = end;
  }
}

void Pieces::add_plain(std::string_view s, std::vector<int32_t>& out) const {
  size_t run = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(s.size());) {
    const size_t at = static_cast<size_t>(i);
    UChar32 c;
    U8_NEXT(reinterpret_cast<const uint8_t*>(s.data()), i, static_cast<int32_t>(s.size()), c);
    const bool space = c == ' ' || u_charType(c) == U_SPACE_SEPARATOR;
    if (!space && !stands_alone(c)) continue;
    if (at > run) add_run(s.substr(run, at - run), out);
    if (!space) add_run(s.substr(at, static_cast<size_t>(i) - at), out);
    run = static_cast<size_t>(i);
  }
  if (run < s.size()) add_run(s.substr(run), out);
}

void Pieces::add(std::string_view word, std::vector<int32_t>& out) const {
  const size_t before = out.size();
  add_plain(bare(word), out);
  if (out.size() == before) out.push_back(unknown_);
}

int32_t shape_of(std::string_view word) {
  bool first = true, first_upper = false, any_upper = false, any_lower = false;
  size_t characters = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(word.size()); ++characters) {
    UChar32 c;
    U8_NEXT(reinterpret_cast<const uint8_t*>(word.data()), i, static_cast<int32_t>(word.size()), c);
    const bool upper = c >= 0 && u_isUUppercase(c);
    if (first) first_upper = upper;
    first = false;
    any_upper = any_upper || upper;
    any_lower = any_lower || (c >= 0 && (u_isULowercase(c) || u_istitle(c)));
  }
  return characters > 1 && any_upper && !any_lower ? 2 : first_upper ? 1 : 0;
}

}  // namespace dateline
