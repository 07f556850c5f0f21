#include "page/linked_data.h"

#include "page/charset.h"

namespace dateline {
namespace {

constexpr size_t most_depth = 32;
constexpr size_t most_authors = 12;

class Reader {
 public:
  Reader(std::string_view page, RawSpan script, LinkedData& out) : page_(page), at_(script.begin), end_(script.end), out_(out) {}

  void read() {
    while (at_ < end_) {
      char c = page_[at_];
      if (c == '"') read_string();
      else if (c == '{' || c == '[') open();
      else if (c == '}' || c == ']') close();
      else ++at_;
    }
  }

 private:
  void open() {
    ++at_;
    ++depth_;
    if (depth_ < most_depth) keys_[depth_] = keys_[depth_ - 1];  // what stands in an author's object belongs to the author
    if (key_.empty() || depth_ >= most_depth) return;
    keys_[depth_] = key_;
    key_.clear();
  }
  void close() {
    ++at_;
    key_.clear();
    if (depth_ > 0) --depth_;
  }

  void read_string() {
    RawSpan span{at_ + 1, at_ + 1};
    std::string text = unescaped(span);
    uint32_t look = at_;
    while (look < end_ && (page_[look] == ' ' || page_[look] == '\n' || page_[look] == '\t' || page_[look] == '\r')) ++look;
    if (look < end_ && page_[look] == ':') {
      key_ = text.size() < 40 ? text : "";
      at_ = look + 1;
      return;
    }
    take(text, span);
  }

  /// The string that begins after the quotation mark at `at_`; moves on behind it.
  std::string unescaped(RawSpan& span) {
    std::string out;
    ++at_;
    for (; at_ < end_ && page_[at_] != '"'; ++at_) {
      if (page_[at_] != '\\' || at_ + 1 >= end_) {
        out += page_[at_];
        continue;
      }
      char c = page_[++at_];
      if (c == 'u') append_utf8(out, code_unit());
      else out += c == 'n' || c == 'r' || c == 't' ? ' ' : c;
    }
    span.end = at_;
    if (at_ < end_) ++at_;
    return out;
  }

  char32_t code_unit() {
    auto unit = [this](uint32_t from) {
      char32_t c = 0;
      for (uint32_t i = from; i < from + 4; ++i) {
        char d = i < end_ ? page_[i] : 'x';
        int v = d >= '0' && d <= '9' ? d - '0' : (d | 0x20) >= 'a' && (d | 0x20) <= 'f' ? (d | 0x20) - 'a' + 10 : -1;
        if (v < 0) return char32_t{0xFFFD};
        c = c * 16 + static_cast<char32_t>(v);
      }
      return c;
    };
    char32_t c = unit(at_ + 1);
    if (at_ + 4 < end_) at_ += 4;
    if (c >= 0xD800 && c < 0xDC00 && at_ + 6 < end_ && page_[at_ + 1] == '\\' && page_[at_ + 2] == 'u') {
      char32_t low = unit(at_ + 3);
      at_ += 6;
      return low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
    }
    return c;
  }

  static void set(std::string& field, const std::string& value) {
    if (field.empty()) field = value;
  }

  void take(const std::string& text, RawSpan span) {
    std::string key = std::move(key_);
    key_.clear();
    const std::string& above = keys_[std::min(depth_, most_depth - 1)];
    bool in_author = above == "author" || above == "creator";
    bool in_other = above == "publisher" || above == "image" || above == "logo" || above == "comment" || above == "review" || above == "itemListElement";
    if (in_author || key == "author") {
      if ((key == "name" || key.empty() || key == "author") && out_.authors.size() < most_authors && !text.starts_with("http"))
        out_.authors.push_back({text, span});
      return;
    }
    if (in_other) return;
    if (key == "headline") out_.headlines.push_back({text, span});
    else if (key == "datePublished") set(out_.published, text);
    else if (key == "dateModified") set(out_.modified, text);
    else if (key == "articleSection") set(out_.section, text);
    else if (key == "inLanguage") set(out_.language, text);
    else if (key == "articleBody" && text.size() > out_.body.size()) out_.body = text;
  }

  std::string_view page_;
  uint32_t at_, end_;
  LinkedData& out_;
  size_t depth_ = 0;
  std::string key_;
  std::string keys_[most_depth];  // the key under which each open object or list stands
};

}  // namespace

void read_linked_data(std::string_view page, RawSpan script, LinkedData& out) { Reader(page, script, out).read(); }

}  // namespace dateline
