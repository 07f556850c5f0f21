#include "page/html_facts.h"

#include <algorithm>

#include "page/bylines.h"
#include "page/dates.h"
#include "page/phrases.h"

namespace dateline {
namespace {

class Reader {
 public:
  Reader(std::string_view page, const Markup& markup, const Entities& entities, const Pack& pack)
      : page_(page), markup_(markup), entities_(entities), pack_(pack), table_(pack.table("page/meta")), gives_(table_ ? table_.column("gives") : -1) {}

  HtmlFacts read(std::string_view uri) {
    for (RawSpan script : markup_.linked_data) read_linked_data(page_, script, linked_);
    for (const Element& element : markup_.elements) {
      if (element.tag == Tag::meta) read_meta(element);
      if (element.tag == Tag::html) out_.language = language_of(markup_.attribute(element, Name::lang));
      if (element.tag == Tag::time && time_.empty()) time_ = plain_iso(markup_.attribute(element, Name::datetime));
    }
    for (const Fact& h : linked_.headlines) out_.titles.push_back(entities_.decode(h.text));
    for (const Fact& a : linked_.authors) add_author(entities_.decode(a.text), a.span);
    if (out_.authors.empty())
      for (const Fact& a : meta_authors_) add_author(a.text, a.span);
    set_published(uri);
    if (out_.section.empty()) out_.section = linked_.section;
    if (out_.language.empty()) out_.language = language_of(linked_.language);
    out_.body = entities_.decode(linked_.body);
    return std::move(out_);
  }

 private:
  static std::string language_of(std::string_view tag) {
    size_t end = std::min(tag.find_first_of("-_"), tag.size());
    if (end < 2 || end > 3) return "";
    return fold(tag.substr(0, end));
  }

  void add_author(const std::string& authors, RawSpan span) {
    if (authors.size() > 200 || authors.starts_with("http")) return;
    for (const std::string& name : split_names(authors, pack_)) {
      bool odd = name.size() < 3 || name.size() > 80 || name.contains("http") || name.contains('/') || name.contains('@') || out_.authors.size() >= 12;
      if (odd || std::find(out_.authors.begin(), out_.authors.end(), name) != out_.authors.end()) continue;
      out_.authors.push_back(name);
      out_.author_spans.push_back(span);
    }
  }

  void read_meta(const Element& element) {
    std::string_view content = markup_.attribute(element, Name::content);
    if (content.empty() || !table_) return;
    for (Name which : {Name::property, Name::name, Name::itemprop}) {
      std::string_view name = markup_.attribute(element, which);
      if (name.empty() || name.size() > 60) continue;
      for (uint32_t row : table_.find(fold(name))) take(table_.cell(row, gives_), entities_.decode(content.substr(0, 1000)), span_of(content));
    }
  }

  RawSpan span_of(std::string_view part) const {
    uint32_t begin = static_cast<uint32_t>(part.data() - page_.data());
    return {begin, begin + static_cast<uint32_t>(part.size())};
  }

  void take(std::string_view gives, const std::string& value, RawSpan span) {
    if (gives == "title") out_.titles.push_back(value);
    else if (gives == "author") meta_authors_.push_back({value, span});
    else if (gives == "section" && out_.section.empty()) out_.section = value;
    else if (gives == "published" && meta_date_.empty()) meta_date_ = plain_iso(value);
    else if (gives == "language" && out_.language.empty()) out_.language = language_of(value);
  }

  void set_published(std::string_view uri) {
    auto set = [this](const std::string& value, std::string_view from) {
      if (out_.published.empty() && !value.empty()) out_.published = value, out_.published_from = from;
    };
    set(plain_iso(linked_.published), "meta");
    set(meta_date_, "meta");
    set(date_in_url(uri), "url");
    set(time_, "meta");
    set(plain_iso(linked_.modified), "meta");
  }

  std::string_view page_;
  const Markup& markup_;
  const Entities& entities_;
  const Pack& pack_;
  Table table_;
  int gives_;
  LinkedData linked_;
  HtmlFacts out_;
  std::vector<Fact> meta_authors_;
  std::string meta_date_, time_;
};

}  // namespace

HtmlFacts facts_of(std::string_view page, const Markup& markup, const Entities& entities, std::string_view uri, const Pack& pack) {
  return Reader(page, markup, entities, pack).read(uri);
}

}  // namespace dateline
