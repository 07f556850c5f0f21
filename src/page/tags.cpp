#include "page/tags.h"

namespace dateline {
namespace {

struct TagName {
  std::string_view name;
  Tag tag;
};
constexpr std::array tag_names = std::to_array<TagName>({
    {"a", Tag::a},
    {"abbr", Tag::abbr},
    {"address", Tag::address},
    {"article", Tag::article},
    {"aside", Tag::aside},
    {"b", Tag::b},
    {"blockquote", Tag::blockquote},
    {"body", Tag::body},
    {"br", Tag::br},
    {"button", Tag::button},
    {"caption", Tag::caption},
    {"center", Tag::center},
    {"cite", Tag::cite},
    {"code", Tag::code},
    {"dd", Tag::dd},
    {"details", Tag::details},
    {"div", Tag::div},
    {"dl", Tag::dl},
    {"dt", Tag::dt},
    {"em", Tag::em},
    {"fieldset", Tag::fieldset},
    {"figcaption", Tag::figcaption},
    {"figure", Tag::figure},
    {"footer", Tag::footer},
    {"form", Tag::form},
    {"h1", Tag::h1},
    {"h2", Tag::h2},
    {"h3", Tag::h3},
    {"h4", Tag::h4},
    {"h5", Tag::h5},
    {"h6", Tag::h6},
    {"head", Tag::head},
    {"header", Tag::header},
    {"hgroup", Tag::hgroup},
    {"hr", Tag::hr},
    {"html", Tag::html},
    {"i", Tag::i},
    {"label", Tag::label},
    {"li", Tag::li},
    {"link", Tag::link},
    {"main", Tag::main},
    {"meta", Tag::meta},
    {"nav", Tag::nav},
    {"ol", Tag::ol},
    {"option", Tag::option},
    {"p", Tag::p},
    {"pre", Tag::pre},
    {"q", Tag::q},
    {"s", Tag::s},
    {"section", Tag::section},
    {"small", Tag::small},
    {"span", Tag::span},
    {"strong", Tag::strong},
    {"sub", Tag::sub},
    {"summary", Tag::summary},
    {"sup", Tag::sup},
    {"table", Tag::table},
    {"tbody", Tag::tbody},
    {"td", Tag::td},
    {"tfoot", Tag::tfoot},
    {"th", Tag::th},
    {"thead", Tag::thead},
    {"time", Tag::time},
    {"title", Tag::title},
    {"tr", Tag::tr},
    {"u", Tag::u},
    {"ul", Tag::ul},
});

struct AttributeName {
  std::string_view text;
  Name name;
};
constexpr std::array attribute_names = std::to_array<AttributeName>({
    {"aria-hidden", Name::aria_hidden},
    {"class", Name::class_},
    {"content", Name::content},
    {"datetime", Name::datetime},
    {"hidden", Name::hidden},
    {"href", Name::href},
    {"id", Name::id},
    {"itemprop", Name::itemprop},
    {"lang", Name::lang},
    {"name", Name::name},
    {"property", Name::property},
    {"rel", Name::rel},
    {"role", Name::role},
    {"style", Name::style},
    {"type", Name::type},
});

}  // namespace

Tag tag_of(std::string_view name) {
  char buffer[12];
  if (name.size() > sizeof buffer) return Tag::other;
  std::transform(name.begin(), name.end(), buffer, lower);
  std::string_view key(buffer, name.size());
  auto it = std::lower_bound(tag_names.begin(), tag_names.end(), key, [](const TagName& t, std::string_view k) { return t.name < k; });
  return it != tag_names.end() && it->name == key ? it->tag : Tag::other;
}

Name attribute_of(std::string_view name) {
  for (const auto& a : attribute_names)
    if (same(name, a.text)) return a.name;
  return Name::other;
}

bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

bool is_block(Tag tag) {
  switch (tag) {
    case Tag::address:
    case Tag::article:
    case Tag::aside:
    case Tag::blockquote:
    case Tag::body:
    case Tag::caption:
    case Tag::center:
    case Tag::dd:
    case Tag::details:
    case Tag::div:
    case Tag::dl:
    case Tag::dt:
    case Tag::fieldset:
    case Tag::figcaption:
    case Tag::figure:
    case Tag::footer:
    case Tag::form:
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
    case Tag::head:
    case Tag::header:
    case Tag::hgroup:
    case Tag::hr:
    case Tag::html:
    case Tag::li:
    case Tag::main:
    case Tag::nav:
    case Tag::ol:
    case Tag::option:
    case Tag::p:
    case Tag::pre:
    case Tag::section:
    case Tag::summary:
    case Tag::table:
    case Tag::tbody:
    case Tag::td:
    case Tag::tfoot:
    case Tag::th:
    case Tag::thead:
    case Tag::title:
    case Tag::tr:
    case Tag::ul: return true;
    default: return false;
  }
}

}  // namespace dateline
