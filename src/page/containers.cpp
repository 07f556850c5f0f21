#include "page/containers.h"

#include <unordered_map>

namespace dateline {
namespace {

constexpr size_t longest_names = 400;  // bytes of a class or id that are read
constexpr size_t most_words = 4;       // of one row

/// "articleBody-main__text" as "article body main text"; the values of a class stay parted by " | ".
std::string words_of_name(std::string_view name) {
  std::string out;
  bool small = false;
  for (char c : name.substr(0, longest_names)) {
    bool capital = c >= 'A' && c <= 'Z', letter = capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    bool parts = !letter || (capital && small);
    if (parts && !out.empty() && out.back() != ' ') out += ' ';
    if (c == ' ' || c == '\t' || c == '\n') out += "| ";
    if (letter) out += capital ? static_cast<char>(c + 32) : c;
    small = letter && !capital;
  }
  return out;
}

Effect effect_of(std::string_view name) {
  constexpr std::string_view names[] = {"", "out", "body", "caption", "byline", "date", "headline", "standfirst", "highlights"};
  for (size_t i = 1; i < std::size(names); ++i)
    if (names[i] == name) return static_cast<Effect>(i);
  return Effect::none;
}

Effect effect_of_tag(Tag tag) {
  switch (tag) {
    case Tag::nav:
    case Tag::aside:
    case Tag::footer:
    case Tag::button: return Effect::out;
    case Tag::figcaption:
    case Tag::figure:
    case Tag::caption: return Effect::caption;
    default: return Effect::none;
  }
}

Effect effect_of_role(std::string_view role) {
  for (std::string_view out :
       {"navigation", "complementary", "contentinfo", "search", "dialog", "alert", "alertdialog", "menu", "menubar", "banner", "toolbar"})
    if (role == out) return Effect::out;
  return Effect::none;
}

bool hides(const Markup& markup, const Element& element) {
  for (uint16_t i = 0; i < element.attribute_count; ++i) {
    const Attribute& a = markup.attributes[element.attributes + i];
    if (a.name == Name::hidden && a.value != "until-found") return true;
    if (a.name == Name::style && (a.value.contains("display:none") || a.value.contains("display: none") || a.value.contains("visibility:hidden"))) return true;
  }
  return false;
}

class Reader {
 public:
  Reader(const Markup& markup, const Pack& pack) : markup_(markup), table_(pack.table("page/containers")), effect_(table_ ? table_.column("effect") : -1) {}

  Container read(const Element& element) {
    if (hides(markup_, element)) return {.effect = Effect::out, .by_tag = true};
    Container c{.effect = effect_of_tag(element.tag), .by_tag = true};
    if (c.effect != Effect::none) return c;
    for (uint16_t i = 0; i < element.attribute_count; ++i) {
      const Attribute& a = markup_.attributes[element.attributes + i];
      if (a.name == Name::role)
        if (Effect e = effect_of_role(a.value); e != Effect::none) return {.effect = e, .by_tag = true};
    }
    if (!table_) return c;
    c = {};
    for (uint16_t i = 0; i < element.attribute_count; ++i) {
      const Attribute& a = markup_.attributes[element.attributes + i];
      if (a.name != Name::class_ && a.name != Name::id && a.name != Name::itemprop) continue;
      Container found = read_name(a.value);
      if (found.effect == Effect::none) continue;
      // An element that says "body" and "share" both is the body with a share bar in it.
      if (c.effect == Effect::none || found.effect == Effect::body || (c.effect == Effect::out && found.effect != Effect::out)) c = found;
    }
    return c;
  }

 private:
  /// Names repeat all over a page: each is read once.
  const Container& read_name(std::string_view name) {
    auto [it, is_new] = known_.try_emplace(name);
    if (is_new) it->second = look_up(name);
    return it->second;
  }

  Container look_up(std::string_view name) const {
    std::string words = words_of_name(name);
    Container best;
    size_t longest = 0;
    for (size_t from = 0; from < words.size();) {
      while (from < words.size() && words[from] == ' ') ++from;
      size_t to = from;
      for (size_t n = 1; n <= most_words && from < words.size(); ++n) {
        to = std::min(words.find(' ', to + (n > 1)), words.size());
        for (uint32_t row : table_.find(std::string_view(words).substr(from, to - from))) {
          Effect e = effect_of(table_.cell(row, effect_));
          bool better = n > longest || (n == longest && e == Effect::body);
          if (better) best = {.effect = e, .at = table_.where(row)}, longest = n;
        }
        if (to >= words.size()) break;
      }
      from = std::min(words.find(' ', from), words.size());
    }
    return best;
  }

  const Markup& markup_;
  Table table_;
  int effect_;
  std::unordered_map<std::string_view, Container> known_;
};

}  // namespace

std::vector<Container> containers_of(const Markup& markup, const Pack& pack) {
  Reader reader(markup, pack);
  std::vector<Container> out;
  out.reserve(markup.elements.size());
  for (const Element& element : markup.elements) {
    bool whole_page = element.tag == Tag::html || element.tag == Tag::body || element.tag == Tag::main || element.tag == Tag::head;
    out.push_back(whole_page ? Container{} : reader.read(element));
    if (element.tag == Tag::blockquote && !hides(markup, element)) out.back() = {};  // a quoted post is text
    bool wide = element.tag == Tag::article && out.back().effect != Effect::body && !hides(markup, element);
    if (wide) out.back() = {};
  }
  return out;
}

}  // namespace dateline
