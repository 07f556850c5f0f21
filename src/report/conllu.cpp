// The words and trees of a report as CoNLL-U, with its chains in CorefUD's brackets in MISC.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "report/report.h"

namespace dateline {
namespace {

std::string_view type_of(const Names& names, const Chain& chain) {
  if (chain.actor) {
    switch (names.actors[chain.actor.at].kind) {
      case ActorKind::person: return "person";
      case ActorKind::country: return "place";
      case ActorKind::organisation:
      case ActorKind::group: return "organization";
      case ActorKind::unknown: break;
    }
  }
  for (const uint32_t m : chain.mentions)
    if (const auto type = names.mentions[m].type) {
      if (*type == NameType::PER) return "person";
      if (*type == NameType::ORG || *type == NameType::NORP) return "organization";
      if (*type == NameType::EVT) return "event";
      if (*type != NameType::OTH) return "place";
    }
  return "object";
}

/// The brackets of all chains of two mentions or more, as text for each word.
class Brackets {
 public:
  Brackets(const Names& names, const Text& text) : opens_(text.words.size()), closes_(text.words.size()) {
    std::vector<Mark> marks;
    for (size_t c = 0; c < names.chains.size(); ++c) {
      const Chain& chain = names.chains[c];
      if (chain.mentions.size() < 2) continue;
      for (const uint32_t m : chain.mentions) {
        const Mention& mention = names.mentions[m];
        const bool phrase = mention.phrase_last > mention.phrase_first;
        if (!phrase) continue;  // "American" of "American officials" is no phrase of its own
        const uint32_t first = mention.phrase_first, last = mention.phrase_last;
        if (first < last && last <= text.words.size()) marks.push_back({first, last, mention.head, static_cast<uint32_t>(c)});
      }
    }
    // Outer brackets open first and close last.
    std::sort(marks.begin(), marks.end(),
              [](const Mark& a, const Mark& b) { return std::tuple(a.first, b.last, a.chain) < std::tuple(b.first, a.last, b.chain); });
    const auto same = [](const Mark& a, const Mark& b) { return a.first == b.first && a.last == b.last && a.chain == b.chain; };
    marks.erase(std::unique(marks.begin(), marks.end(), same), marks.end());
    for (const Mark& m : marks) write(m, names);
  }

  bool any() const { return any_; }
  /// Whether a bracket opens at this word or closes before it: then it can't be inside one token with the word before it.
  bool splits_before(uint32_t word) const {
    return !opens_[word].empty() || (word > 0 && (!closes_[word - 1].empty() || opens_[word - 1].ends_with(')')));  // "(e1-person-1)" is of one word
  }
  std::string at(uint32_t word) const { return opens_[word] + closes_[word]; }

 private:
  struct Mark {
    uint32_t first, last, head, chain;
  };

  void write(const Mark& m, const Names& names) {
    any_ = true;
    const uint32_t head = m.head >= m.first && m.head < m.last ? m.head - m.first + 1 : 1;
    const std::string opening = fmt::format("(e{}-{}-{}", m.chain + 1, type_of(names, names.chains[m.chain]), head);
    if (m.last == m.first + 1) {
      opens_[m.first] += opening + ")";
    } else {
      opens_[m.first] += opening;
      closes_[m.last - 1].insert(0, fmt::format("e{})", m.chain + 1));
    }
  }

  std::vector<std::string> opens_, closes_;
  bool any_ = false;
};

std::string single_spaced(std::string_view s) {
  std::string out;
  for (const char c : s) {
    const bool space = c == ' ' || (c >= 9 && c <= 13);
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
  }
  return out;
}

class Writer {
 public:
  explicit Writer(const Report& r) : r_(r), brackets_(r.names, r.text) {}

  std::string write() {
    fmt::format_to(std::back_inserter(out_), "# newdoc id = {}\n", single_spaced(r_.source.id));
    if (brackets_.any()) out_ += "# global.Entity = eid-etype-head\n";
    uint32_t paragraph = UINT32_MAX;
    Part part = Part::headline;
    for (size_t i = 0; i < r_.text.sentences.size(); ++i) {
      const Sentence& s = r_.text.sentences[i];
      if (i > 0 && (s.paragraph != paragraph || s.part != part)) out_ += "# newpar\n";
      paragraph = s.paragraph;
      part = s.part;
      write_sentence(s, i + 1);
    }
    return std::move(out_);
  }

 private:
  const Span& span(uint32_t word) const { return r_.text.words[word].span; }
  std::string form(Span s) const { return single_spaced(text_of(r_.article.text, s)); }
  /// Whether the next word begins where this one ends.
  bool no_space_after(uint32_t word) const { return word + 1 < r_.text.words.size() && span(word).end == span(word + 1).begin; }

  void write_sentence(const Sentence& s, size_t number) {
    fmt::format_to(std::back_inserter(out_), "# sent_id = {}-{}\n# text = {}\n", single_spaced(r_.source.id), number, form(s.span));
    for (uint32_t w = s.first; w < s.last;) {
      uint32_t last = w + 1;  // of one token
      while (last < s.last && r_.text.words[last].glued && span(last).begin == span(last - 1).end && !brackets_.splits_before(last)) ++last;
      if (last > w + 1)
        fmt::format_to(std::back_inserter(out_), "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}\n", w - s.first + 1, last - s.first,
                       form({span(w).begin, span(last - 1).end}), no_space_after(last - 1) ? "SpaceAfter=No" : "_");
      for (; w < last; ++w) write_word(s, w, w + 1 == last && no_space_after(w) && !inside_token(w, s));
    }
    out_ += "\n";
  }

  bool inside_token(uint32_t w, const Sentence& s) const {
    return w > s.first && r_.text.words[w].glued && span(w).begin == span(w - 1).end && !brackets_.splits_before(w);
  }

  void write_word(const Sentence& s, uint32_t w, bool no_space) {
    const Node& node = r_.syntax.nodes[w];
    const std::string_view feats = node.feats < r_.syntax.feats.size() ? std::string_view(r_.syntax.feats[node.feats]) : "_";
    const uint32_t head = node.head == Node::root ? 0 : node.head - s.first + 1;
    std::string misc = brackets_.at(w).empty() ? "" : "Entity=" + brackets_.at(w);
    if (no_space) misc += misc.empty() ? "SpaceAfter=No" : "|SpaceAfter=No";
    fmt::format_to(std::back_inserter(out_), "{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{}\n", w - s.first + 1, form(span(w)), node.lemma, text(node.upos), feats, head,
                   text(node.rel), misc.empty() ? "_" : misc);
  }

  const Report& r_;
  Brackets brackets_;
  std::string out_;
};

}  // namespace

std::string to_conllu(const Report& report) {
  if (report.syntax.nodes.size() != report.text.words.size()) return {};
  return Writer(report).write();
}

}  // namespace dateline
