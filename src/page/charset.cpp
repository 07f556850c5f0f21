#include "page/charset.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace dateline {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr size_t declaration_window = 4096;  // how far into a page its charset may be declared

bool continues(std::string_view text, size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; }

/// The size of the well-formed character at `at`, or 0.
size_t size_at(std::string_view text, size_t at) {
  unsigned char c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return 1;
  if (c < 0xC2 || c > 0xF4 || !continues(text, at + 1)) return 0;
  unsigned char d = static_cast<unsigned char>(text[at + 1]);
  if (c < 0xE0) return 2;
  if (!continues(text, at + 2)) return 0;
  if (c < 0xF0) return (c == 0xE0 && d < 0xA0) || (c == 0xED && d > 0x9F) ? 0 : 3;
  if (!continues(text, at + 3) || (c == 0xF0 && d < 0x90) || (c == 0xF4 && d > 0x8F)) return 0;
  return 4;
}

bool is_control(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F; }

struct Census {
  size_t controls = 0, nuls = 0, wide = 0, bad = 0, bad_in_words = 0;  // well-formed characters beyond ASCII; bytes that are none; those beside a letter
};

bool is_ascii_letter(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  char c = static_cast<char>(text[at] | 0x20);
  return c >= 'a' && c <= 'z';
}

Census count(std::string_view bytes) {
  Census census;
  for (size_t i = 0; i < bytes.size();) {
    unsigned char c = static_cast<unsigned char>(bytes[i]);
    if (c < 0x80) {
      census.controls += is_control(c);
      census.nuls += c == 0;
      ++i;
      continue;
    }
    size_t size = size_at(bytes, i);
    census.wide += size > 0;
    if (size == 0) {
      ++census.bad;
      bool letter = c >= 0xC0 && c < 0xFF && (is_ascii_letter(bytes, i + 1) || (i > 0 && is_ascii_letter(bytes, i - 1)));
      bool mark = (c >= 0x91 && c <= 0x97) || c == 0xA0 || c == 0x85 || c == 0xAB || c == 0xBB;
      census.bad_in_words += letter || mark;
    }
    i += size ? size : 1;
  }
  return census;
}

/// The text as it stands, bad bytes replaced one for one.
Decoded read_utf8(std::string_view bytes, uint32_t offset, const Census& census) {
  Decoded out;
  if (census.bad == 0 && census.controls == 0) {
    out.raw.add(bytes, offset);
    return out;
  }
  out.raw.text.reserve(bytes.size() + 2 * census.bad);
  size_t run = 0;
  auto flush = [&](size_t end) {
    if (end > run) out.raw.add(bytes.substr(run, end - run), static_cast<uint32_t>(offset + run));
  };
  for (size_t i = 0; i < bytes.size();) {
    size_t size = size_at(bytes, i);
    bool control = size == 1 && is_control(static_cast<unsigned char>(bytes[i]));
    if (size > 0 && !control) {
      i += size;
      continue;
    }
    flush(i);
    if (control) out.raw.add(" ", static_cast<uint32_t>(offset + i));
    else out.raw.add(replacement, static_cast<uint32_t>(offset + i), 3, 1);
    run = ++i;
  }
  flush(bytes.size());
  return out;
}

/// Through a converter, one character at a time, so that each knows its bytes.
std::optional<Decoded> convert(std::string_view bytes, uint32_t offset, const char* charset, size_t& bad) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset, &status), &ucnv_close);
  if (U_FAILURE(status) || !converter) return std::nullopt;
  Decoded out;
  const char *at = bytes.data(), *end = at + bytes.size();
  std::string one;
  while (at < end) {
    const char* from = at;
    status = U_ZERO_ERROR;
    UChar32 c = ucnv_getNextUChar(converter.get(), &at, end, &status);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
    if (at == from) ++at;  // always forward
    if (U_FAILURE(status) || c == 0xFFFD || (c >= 0xD800 && c < 0xE000)) {
      c = 0xFFFD;
      ++bad;
    }
    if (c < 0x80 && is_control(static_cast<unsigned char>(c))) c = ' ';
    one.clear();
    append_utf8(one, static_cast<char32_t>(c));
    out.raw.add(one, static_cast<uint32_t>(offset + (from - bytes.data())), static_cast<uint16_t>(one.size()), static_cast<uint16_t>(at - from));
  }
  return out;
}

/// The charset that a page names in its first bytes, in lower case; empty where it names none.
std::string declared_charset(std::string_view bytes) {
  std::string head(bytes.substr(0, declaration_window));
  std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  for (std::string_view before : {"charset=", "encoding="}) {
    size_t at = head.find(before);
    if (at == std::string::npos) continue;
    at += before.size();
    while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
    size_t end = at;
    while (end < head.size() && (std::isalnum(static_cast<unsigned char>(head[end])) || std::strchr("-_:.", head[end]))) ++end;
    return head.substr(at, end - at);
  }
  return "";
}

void warn(Decoded& out, const Census& census, size_t bad) {
  if (bad > 0) out.warnings.push_back({"bad-bytes", fmt::format("{} bytes are no characters of the charset; each is read as U+FFFD", bad), {}});
  if (census.controls > 0) out.warnings.push_back({"control-characters", fmt::format("{} control characters are read as spaces", census.controls), {}});
}

const char* charset_by_mark(std::string_view bytes, uint32_t& mark) {
  if (bytes.starts_with("\xFF\xFE")) return mark = 2, "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return mark = 2, "UTF-16BE";
  return nullptr;
}

/// The names that the web uses for what is really a larger charset.
std::string_view charset_meant(std::string_view declared) {
  if (declared == "iso-8859-1" || declared == "latin1" || declared == "us-ascii" || declared == "ascii") return "windows-1252";
  if (declared == "gb2312" || declared == "gbk") return "gb18030";
  if (declared == "shift_jis" || declared == "sjis" || declared == "x-sjis") return "ibm-943_P15A-2003";
  if (declared == "iso-8859-9") return "windows-1254";
  if (declared == "ks_c_5601-1987" || declared == "euc-kr") return "windows-949";
  return declared;
}

}  // namespace

Decoded decode(std::string_view bytes, MediaType type) {
  Census census;
  size_t bad = 0;
  uint32_t mark = 0;
  if (const char* charset = charset_by_mark(bytes, mark))
    if (auto out = convert(bytes.substr(mark), mark, charset, bad)) {
      warn(*out, census, bad);
      return std::move(*out);
    }
  mark = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  census = count(bytes.substr(mark));
  std::string declared = type == MediaType::html && mark == 0 ? declared_charset(bytes) : "";
  bool in_words = census.bad > 0 && census.nuls == 0 && 2 * census.bad_in_words >= census.bad;
  if (census.bad > census.wide && census.nuls == 0 && !declared.empty() && !declared.starts_with("utf"))
    if (auto out = convert(bytes, 0, std::string(charset_meant(declared)).c_str(), bad)) {
      warn(*out, {}, bad);
      return std::move(*out);
    }
  if (census.bad > census.wide && in_words)
    if (auto out = convert(bytes.substr(mark), mark, "windows-1252", bad)) {
      out->warnings.push_back({"charset-guessed", "the bytes are no UTF-8; they are read as Windows-1252", {}});
      warn(*out, {}, bad);
      return std::move(*out);
    }
  Decoded out = read_utf8(bytes.substr(mark), mark, census);
  warn(out, census, census.bad);
  return out;
}

char32_t character_at(std::string_view text, size_t at, size_t& size) {
  size = size_at(text, at);
  auto byte = [&](size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  switch (size) {
    case 1: return byte(0);
    case 2: return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3: return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    case 4: return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    default: size = 1; return 0xFFFD;
  }
}

void append_utf8(std::string& out, char32_t c) {
  auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  if (c < 0x80) return put(c);
  if (c < 0x800) return put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  if (c < 0x10000) return put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
}

}  // namespace dateline
