// Events that a rule is certain of where the network saw none: "shook hands", "fill in Washington".
#include <algorithm>

#include "events/rules.h"

namespace dateline {

void add_told(const Reading& in, std::vector<Draft>& drafts) {
  constexpr float belief = 0.7f;  // what a rule's word counts for in the event's confidence
  const auto& rules = in.pack.made<VerbRules>();
  Table light = in.pack.table("en/light_verbs");
  int how = light ? light.column("how") : -1;
  std::vector<char> taken(in.text.words.size(), 0);
  for (const Draft& d : drafts) std::fill(taken.begin() + d.trigger.first, taken.begin() + d.trigger.last, 1);
  for (uint32_t i = 0; i < in.text.sentences.size(); ++i)
    for (uint32_t w = in.text.sentences[i].first; w < in.text.sentences[i].last; ++w) {
      bool adjective = in.node(w).upos == Upos::ADJ && child(in.syntax, w, Deprel::cop) != no_word;  // "is willing to"
      if (taken[w] || (!adjective && !is_verbal(in.syntax, w) && !is(in.node(w).rel, Deprel::aux))) continue;
      Draft bare;
      bare.sentence = i, bare.trigger = {w, w + 1}, bare.head = w;
      auto m = rules.tells(in, bare);
      if (!m) continue;
      Draft d = predicate_at(in, i, {w, w + 1});
      d.coded = d.told = true, d.type = m->type, d.cameo = m->cameo, d.mode = m->mode, d.whom = m->whom, d.told_status = m->status, d.said = m->said;
      d.trigger_score = belief, d.type_score = d.code_score = 1;
      uint32_t next = w + 1;  // particle or bare object: "fill in", "shook hands"
      if (next < in.text.sentences[i].last && in.node(next).head == w &&
          (in.node(next).rel == Deprel::compound_prt || is(in.node(next).rel, Deprel::obj) || is(in.node(next).rel, Deprel::advmod)))
        ++d.trigger.last;
      d.because = {rule_step(in,
                             quoted(in, d.trigger) + " tells of an event of the type " + std::string(text(d.type)) + ", code " + std::string(text(m->cameo)),
                             in.pack.name_of(m->at), span_of(in, d.trigger))};
      // "violated the truce": the noun is what the act is about, no act of its own (packs/en/light_verbs.tsv: undo).
      auto rows = light ? light.find(fold(in.node(w).lemma)) : std::span<const uint32_t>();
      bool undoes = !rows.empty() && light.cell(rows.front(), how) == "undo";
      for (Draft& noun : drafts)
        if (undoes && noun.sentence == i && in.node(noun.head).head == w && is(in.node(noun.head).rel, Deprel::obj)) noun.dropped = true;
      drafts.push_back(std::move(d));
    }
  std::erase_if(drafts, [](const Draft& d) { return d.dropped; });
}

}  // namespace dateline
