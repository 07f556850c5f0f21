#include "syntax/syntax.h"

#include <algorithm>

#include "syntax/lemma.h"
#include "syntax/possessors.h"
#include "syntax/tree.h"

namespace dateline {
namespace {

/// Words that the network did not see, from `from` on, hang on the root word; where it saw none, the first is the root.
void attach_unseen(Syntax& out, const Text& text, std::string_view chars, const Sentence& s, uint32_t from, uint32_t root) {
  for (uint32_t w = s.first + from; w < s.last; ++w) {
    Node& node = out.nodes[w];
    node.upos = Upos::X;
    node.lemma = apply_lemma_rule("L0|", text_of(chars, text.words[w].span));
    if (root == Node::root) {
      root = w;
      node.rel = Deprel::root;
    } else {
      node.head = root;
      node.rel = Deprel::dep;
    }
  }
}

void read_sentence(Syntax& out, const Text& text, std::string_view chars, const Sentence& s, const SentenceSignals& signals, const Labels& labels,
                   const LemmaLists& lists) {
  const std::vector<uint32_t> heads = best_tree(signals.arc, signals.words);
  uint32_t root = Node::root;
  for (uint32_t i = 0; i < signals.words; ++i) {
    const uint32_t w = s.first + i;
    const size_t arc = size_t{i} * (signals.words + 1) + heads[i];
    Node& node = out.nodes[w];
    node.upos = signals.upos[i];
    node.feats = signals.feats[i];
    const std::string_view form = text_of(chars, text.words[w].span);
    node.lemma = lists.lemma_of(form, node.upos, labels.feats[node.feats], labels.lemma_rules[signals.lemma[i]]);
    node.head_score = signals.arc[arc];
    if (heads[i] == 0) {
      root = w;
      node.rel = Deprel::root;
    } else {
      node.head = s.first + heads[i] - 1;
      const Deprel rel = labels.deprels[heads[i] == signals.head[i] ? signals.rel[i] : signals.own_rel[i]];
      node.rel = rel == Deprel::root ? Deprel::dep : rel;
    }
  }
  hang_possessors_right(out.nodes, s.first, s.first + signals.words);
  attach_unseen(out, text, chars, s, signals.words, root);
}

void link_children(Syntax& out) {
  const auto n = static_cast<uint32_t>(out.nodes.size());
  out.first_child.assign(n, Node::root);
  out.next_sibling.assign(n, Node::root);
  for (uint32_t w = n; w-- > 0;) {
    const uint32_t head = out.nodes[w].head;
    if (head == Node::root) continue;
    out.next_sibling[w] = out.first_child[head];
    out.first_child[head] = w;
  }
}

uint32_t depth_of(const Syntax& syntax, uint32_t word) {
  uint32_t depth = 0;
  for (; syntax.nodes[word].head != Node::root; word = syntax.nodes[word].head) ++depth;
  return depth;
}

}  // namespace

Syntax parse(const Text& text, std::string_view chars, const Signals& signals, const Model& model, const Pack& pack) {
  Syntax out;
  out.feats = model.labels().feats;
  out.nodes.resize(text.words.size());
  const SentenceSignals unseen;
  const LemmaLists lists(pack);
  for (size_t i = 0; i < text.sentences.size(); ++i)
    read_sentence(out, text, chars, text.sentences[i], i < signals.sentences.size() ? signals.sentences[i] : unseen, model.labels(), lists);
  link_children(out);
  return out;
}

bool Syntax::has(uint32_t word, std::string_view feature) const {
  if (word >= nodes.size() || nodes[word].feats >= feats.size()) return false;
  const std::string_view all = feats[nodes[word].feats];
  for (size_t at = all.find(feature); at != std::string_view::npos; at = all.find(feature, at + 1)) {
    const size_t end = at + feature.size();
    if ((at == 0 || all[at - 1] == '|') && (end == all.size() || all[end] == '|')) return true;
  }
  return false;
}

std::pair<uint32_t, uint32_t> subtree(const Syntax& syntax, uint32_t word) {
  uint32_t first = word, last = word + 1;
  std::vector<uint32_t> open{word};
  while (!open.empty()) {
    const uint32_t w = open.back();
    open.pop_back();
    first = std::min(first, w);
    last = std::max(last, w + 1);
    for (uint32_t c = syntax.first_child[w]; c != Node::root; c = syntax.next_sibling[c]) open.push_back(c);
  }
  return {first, last};
}

uint32_t head_of(const Syntax& syntax, uint32_t first, uint32_t last) {
  uint32_t best = first, least = UINT32_MAX;
  for (uint32_t w = first; w < last && w < syntax.nodes.size(); ++w) {
    const uint32_t head = syntax.nodes[w].head;
    if (head >= first && head < last) continue;
    const uint32_t depth = depth_of(syntax, w);
    if (depth < least) least = depth, best = w;
  }
  return best;
}

uint32_t child(const Syntax& syntax, uint32_t word, Deprel rel) {
  const std::string_view wanted = text(rel);
  for (uint32_t c = syntax.first_child[word]; c != Node::root; c = syntax.next_sibling[c]) {
    const std::string_view got = text(syntax.nodes[c].rel);
    if (got == wanted || (got.starts_with(wanted) && got[wanted.size()] == ':')) return c;
  }
  return Node::root;
}

}  // namespace dateline
