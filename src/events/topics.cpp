// Reads packs/en/contexts.tsv and packs/en/modes.tsv off the words of an act, of its clause and of its sides.
#include "events/topics.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr uint32_t longest_phrase = 6;  // words of a key
constexpr size_t most_words = 400;      // of a clause and its sides that are looked at

bool in_words(std::string_view list, std::string_view item) {
  for (size_t at = 0; at <= list.size();) {
    size_t end = std::min(list.find(' ', at), list.size());
    if (list.substr(at, end - at) == item) return true;
    at = end + 1;
  }
  return false;
}

void add(Words words, std::vector<uint32_t>& out) {
  for (uint32_t w = words.first; w < words.last && out.size() < most_words; ++w) out.push_back(w);
}

void put_in_order(std::vector<uint32_t>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

/// What a phrase may be called in a table: its lemmas, its forms with the last one's lemma ("classified document"), its forms.
std::vector<std::string> keys_of(const Reading& in, Words words) {
  std::string lemmas, last, forms;
  for (uint32_t w = words.first; w < words.last; ++w) {
    bool close = w == words.first || in.text.words[w - 1].span.end == in.text.words[w].span.begin;  // "same-sex" is three words
    std::string_view gap = close ? "" : " ";
    std::string lemma = fold(in.node(w).lemma), form = fold(in.word(w));
    lemmas.append(gap).append(lemma), forms.append(gap).append(form), last.append(gap).append(w + 1 < words.last ? form : lemma);
  }
  std::vector<std::string> out = {lemmas};
  if (last != lemmas) out.push_back(last);
  if (forms != last) out.push_back(forms);
  return out;
}

/// The rows of the phrases of the words, by where they begin, the longest first.
std::vector<Topic> rows_of(const Reading& in, const Table& table, const std::vector<uint32_t>& words) {
  std::vector<Topic> out;
  for (size_t i = 0; i < words.size(); ++i) {
    uint32_t size = 1;
    while (size < longest_phrase && i + size < words.size() && words[i + size] == words[i] + size) ++size;
    for (; size > 0; --size)
      for (const std::string& key : keys_of(in, {words[i], words[i] + size}))
        for (uint32_t row : table.find(key)) out.push_back({row, {words[i], words[i] + size}});
  }
  return out;
}

}  // namespace

Topics::Topics(const Pack& pack) : contexts_(pack.table("en/contexts")), modes_(pack.table("en/modes")) {
  if (contexts_) context_ = contexts_.column("context");
  if (modes_) mode_ = modes_.column("mode"), types_ = modes_.column("types");
}

std::vector<Topic> Topics::contexts_of(const Reading& in, const Draft& d) const {
  std::vector<Topic> out;
  if (!contexts_) return out;
  std::vector<uint32_t> words = words_below(in, d.verb != no_word ? d.verb : d.head);
  add(d.trigger, words);
  for (const auto* side : {&d.source, &d.target})
    for (const Filler& f : *side) add(f.words, words);
  put_in_order(words);
  for (Topic t : rows_of(in, contexts_, words))
    if (std::none_of(out.begin(), out.end(), [&](Topic o) { return context(o) == context(t); })) out.push_back(t);
  return out;
}

std::optional<Topic> Topics::mode_of(const Reading& in, const Draft& d) const {
  if (!modes_) return std::nullopt;
  std::vector<uint32_t> own, around = words_below(in, d.verb != no_word ? d.verb : d.head);
  add(d.trigger, own);
  for (const Filler& f : d.source) add(f.words, around);
  if (d.type == Plover::ASSAULT)  // the one that is hit is not the means: "attacked the tank"
    std::erase_if(around, [&](uint32_t w) { return std::any_of(d.target.begin(), d.target.end(), [&](const Filler& f) { return f.words.holds(w); }); });
  put_in_order(around);
  for (const auto* words : {&own, &around}) {
    std::optional<Topic> best;
    for (Topic t : rows_of(in, modes_, *words))
      if (in_words(modes_.cell(t.row, types_), text(d.type)) && (!best || t.row < best->row)) best = t;
    if (best) return best;
  }
  return std::nullopt;
}

void settle_topics(const Reading& in, std::vector<Draft>& drafts) {
  Topics topics(in.pack);
  for (Draft& d : drafts) {
    if (!d.coded) continue;
    if (d.mode.empty())
      if (auto t = topics.mode_of(in, d)) {
        d.mode = topics.mode(*t);
        d.because.push_back(rule_step(in, quoted(in, t->words) + " makes it of the mode " + std::string(d.mode), in.pack.name_of(topics.where_mode(*t)),
                                      span_of(in, t->words), {d.because.front()}));
      }
    for (Topic t : topics.contexts_of(in, d)) {
      if (std::find(d.contexts.begin(), d.contexts.end(), topics.context(t)) != d.contexts.end()) continue;
      d.contexts.push_back(topics.context(t));
      d.because.push_back(rule_step(in, quoted(in, t.words) + " lays it in the context " + std::string(topics.context(t)),
                                    in.pack.name_of(topics.where_context(t)), span_of(in, t.words), {d.because.front()}));
    }
  }
}

}  // namespace dateline
