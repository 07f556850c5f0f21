#include "page/markup.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "page/tags.h"

namespace dateline {
namespace {

constexpr size_t most_bytes = 24u << 20;  // of a page; the rest is left unread
constexpr size_t most_depth = 256;        // deeper elements are read as siblings at this depth
constexpr size_t most_elements = 1u << 20;
constexpr size_t most_kept_attributes = 1u << 22;
constexpr uint16_t most_attributes = 64;  // of one element

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// A start tag, or an end tag.
struct Token {
  std::string_view name;
  bool is_end = false;
  size_t end = 0;  // after its `>`
};

class Reader {
 public:
  explicit Reader(std::string_view page) : page_(page.substr(0, most_bytes)) {
    out_.cut_short = page.size() > most_bytes;
    out_.elements.push_back({});
    stack_.push_back(0);
  }

  Markup read() {
    size_t at = 0;
    while (at < page_.size()) {
      size_t open = page_.find('<', at);
      if (open == std::string_view::npos) open = page_.size();
      add_text(at, open);
      if (open == page_.size()) break;
      at = read_tag(open);
      if (out_.elements.size() >= most_elements) {
        out_.cut_short = true;
        break;
      }
    }
    while (!stack_.empty()) pop();
    return std::move(out_);
  }

 private:
  void add_text(size_t begin, size_t end) {
    if (begin >= end) return;
    bool joins = !out_.texts.empty() && !block_ && !line_ && out_.texts.back().span.end == begin && out_.texts.back().element == stack_.back();
    if (joins) return void(out_.texts.back().span.end = static_cast<uint32_t>(end));
    bool blank = true;
    for (size_t i = begin; i < end && blank; ++i) blank = is_blank(page_[i]);
    if (blank && (block_ || out_.texts.empty())) return;
    out_.texts.push_back({stack_.back(), {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, block_, line_});
    block_ = line_ = false;
  }

  /// Reads what begins with `<` at `at`; returns where to go on.
  size_t read_tag(size_t at) {
    std::string_view rest = page_.substr(at);
    if (rest.starts_with("<!--")) {
      size_t end = page_.find("-->", at + 4);
      return end == std::string_view::npos ? page_.size() : end + 3;
    }
    if (rest.size() < 2 || rest[1] == '!' || rest[1] == '?') {
      size_t end = page_.find('>', at + 1);
      return end == std::string_view::npos ? page_.size() : end + 1;
    }
    Token token;
    size_t name = at + 1 + (rest[1] == '/');
    token.is_end = rest[1] == '/';
    if (name >= page_.size() || lower(page_[name]) < 'a' || lower(page_[name]) > 'z') {
      add_text(at, at + 1);  // a bare `<`
      return at + 1;
    }
    size_t end = name;
    while (end < page_.size() && !is_blank(page_[end]) && page_[end] != '>' && page_[end] != '/') ++end;
    token.name = page_.substr(name, end - name);
    return token.is_end ? read_end(token, end) : read_start(token, end);
  }

  size_t read_end(const Token& token, size_t at) {
    Tag tag = tag_of(token.name);
    size_t end = page_.find('>', at);
    if (is_block(tag)) block_ = true;
    if (tag == Tag::br) line_ = true;
    close(tag);
    return end == std::string_view::npos ? page_.size() : end + 1;
  }

  size_t read_start(const Token& token, size_t at) {
    Element element{.tag = tag_of(token.name), .attributes = static_cast<uint32_t>(out_.attributes.size())};
    at = read_attributes(at, element);
    if (is_one_of(token.name, skipped)) return skip(token.name, element, at);
    if (is_block(element.tag)) block_ = true;
    if (element.tag == Tag::br) {
      line_ = true;
      out_.attributes.resize(element.attributes);
      return at;
    }
    imply_ends(element.tag);
    if (element.tag == Tag::title && titles_++ > 0) return skip(token.name, element, at);
    bool is_void = is_one_of(token.name, void_names);
    if (is_void && element.tag != Tag::meta && element.tag != Tag::link) {
      out_.attributes.resize(element.attributes);
      return at;
    }
    push(element);
    if (is_void) pop();
    return at;
  }

  size_t read_attributes(size_t at, Element& element) {
    while (at < page_.size() && page_[at] != '>') {
      if (is_blank(page_[at]) || page_[at] == '/') {
        ++at;
        continue;
      }
      size_t name = at;
      while (at < page_.size() && page_[at] != '=' && page_[at] != '>' && page_[at] != '/' && !is_blank(page_[at])) ++at;
      std::string_view text = page_.substr(name, at - name), value;
      size_t look = at;
      while (look < page_.size() && is_blank(page_[look])) ++look;
      if (look < page_.size() && page_[look] == '=') at = read_value(look + 1, value);
      if (at == name) ++at;
      Name known = attribute_of(text);
      if (known == Name::other || element.attribute_count >= most_attributes || out_.attributes.size() >= most_kept_attributes) continue;
      out_.attributes.push_back({known, value});
      ++element.attribute_count;
    }
    return at < page_.size() ? at + 1 : at;
  }

  size_t read_value(size_t at, std::string_view& value) const {
    while (at < page_.size() && is_blank(page_[at])) ++at;
    if (at < page_.size() && (page_[at] == '"' || page_[at] == '\'')) {
      size_t end = page_.find(page_[at], at + 1);
      if (end == std::string_view::npos) end = page_.size();
      value = page_.substr(at + 1, end - at - 1);
      return std::min(end + 1, page_.size());
    }
    size_t end = at;
    while (end < page_.size() && !is_blank(page_[end]) && page_[end] != '>') ++end;
    value = page_.substr(at, end - at);
    return end;
  }

  /// Passes over an element whose contents are no text; keeps linked data.
  size_t skip(std::string_view name, const Element& element, size_t at) {
    bool linked = std::any_of(out_.attributes.begin() + element.attributes, out_.attributes.end(),
                              [](const Attribute& a) { return a.name == Name::type && a.value.contains("ld+json"); });
    out_.attributes.resize(element.attributes);
    if (at >= 2 && page_[at - 2] == '/' && (same(name, "svg") || same(name, "math") || same(name, "object"))) return at;
    size_t number = static_cast<size_t>(std::find_if(skipped.begin(), skipped.end(), [&](std::string_view n) { return same(name, n); }) - skipped.begin());
    if (never_closed_[number]) return unclosed(name, at);
    size_t close = at;
    for (;; ++close) {
      close = page_.find("</", close);
      if (close == std::string_view::npos) {
        never_closed_[number] = true;  // asked once, so that a page of open ones stays linear
        return unclosed(name, at);
      }
      if (same(page_.substr(close + 2, name.size()), name)) break;
    }
    if (linked && out_.linked_data.size() < 64) out_.linked_data.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(close)});
    size_t end = page_.find('>', close);
    return end == std::string_view::npos ? page_.size() : end + 1;
  }

  /// A script that never ends takes the rest with it; of other elements the start tag alone is passed over.
  size_t unclosed(std::string_view name, size_t at) const { return same(name, "script") || same(name, "style") ? page_.size() : at; }

  void push(Element element) {
    element.parent = stack_.back();
    if (stack_.size() >= most_depth) {  // flattened: a sibling of what stands at the limit
      element.parent = stack_[stack_.size() - 2];
      pop();
    }
    uint32_t id = static_cast<uint32_t>(out_.elements.size());
    out_.elements.push_back(element);
    stack_.push_back(id);
    ++open_[static_cast<size_t>(element.tag)];
  }

  void pop() {
    Element& element = out_.elements[stack_.back()];
    element.end = static_cast<uint32_t>(out_.elements.size());
    if (stack_.back() != 0) --open_[static_cast<size_t>(element.tag)];
    stack_.pop_back();
  }

  Tag top() const { return out_.elements[stack_.back()].tag; }

  /// Closes the nearest open element of this kind, with what is left open in it. A formatting tag does not close a block.
  void close(Tag tag) {
    if (open_[static_cast<size_t>(tag)] == 0 || tag == Tag::body || tag == Tag::html) return;
    for (size_t i = stack_.size(); i-- > 1;) {
      Tag here = out_.elements[stack_[i]].tag;
      if (here == tag) {
        while (stack_.size() > i) pop();
        return;
      }
      if (!is_block(tag) && is_block(here)) return;
      if ((here == Tag::td || here == Tag::th) && !is_table_part(tag)) return;
    }
  }

  static bool is_table_part(Tag tag) {
    return tag == Tag::table || tag == Tag::tr || tag == Tag::tbody || tag == Tag::thead || tag == Tag::tfoot || tag == Tag::td || tag == Tag::th;
  }

  /// Ends that the start of `tag` implies.
  void imply_ends(Tag tag) {
    auto close_within = [this](Tag target, std::initializer_list<Tag> walls) {
      if (open_[static_cast<size_t>(target)] == 0) return;
      for (size_t i = stack_.size(); i-- > 1;) {
        Tag here = out_.elements[stack_[i]].tag;
        if (here == target) {
          while (stack_.size() > i) pop();
          return;
        }
        if (std::find(walls.begin(), walls.end(), here) != walls.end()) return;
      }
    };
    if (is_block(tag)) close_within(Tag::p, {Tag::button, Tag::td, Tag::th, Tag::table, Tag::caption});
    switch (tag) {
      case Tag::li: close_within(Tag::li, {Tag::ul, Tag::ol}); break;
      case Tag::dd:
      case Tag::dt: close_within(Tag::dd, {Tag::dl}), close_within(Tag::dt, {Tag::dl}); break;
      case Tag::td:
      case Tag::th: close_within(Tag::td, {Tag::tr, Tag::table}), close_within(Tag::th, {Tag::tr, Tag::table}); break;
      case Tag::tr: close_within(Tag::tr, {Tag::table}); break;
      case Tag::body: close_within(Tag::head, {}); break;
      case Tag::a: close_within(Tag::a, {Tag::td, Tag::th, Tag::div, Tag::li}); break;
      case Tag::option: close_within(Tag::option, {}); break;
      default: break;
    }
  }

  std::string_view page_;
  Markup out_;
  std::vector<uint32_t> stack_;
  std::array<uint32_t, 256> open_{};
  std::array<bool, skipped.size() + 1> never_closed_{};  // by place in `skipped`; last: a second title
  bool block_ = false, line_ = false;
  int titles_ = 0;
};

}  // namespace

std::string_view Markup::attribute(const Element& element, Name name) const {
  for (uint16_t i = 0; i < element.attribute_count; ++i)
    if (attributes[element.attributes + i].name == name) return attributes[element.attributes + i].value;
  return {};
}

Markup read_markup(std::string_view page) { return Reader(page).read(); }

}  // namespace dateline
