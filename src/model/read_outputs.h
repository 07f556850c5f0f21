// From the tensors of one pass to the signals of one sentence: classes in our order, rows that cannot matter left out.
#pragma once

#include "model/network.h"

namespace dateline {

/// The outputs of one batch of `rows` sentences padded to `words`; they live as long as the request's tensors.
struct Outputs {
  uint32_t words = 0;
  uint32_t event_rows = 0, said_rows = 0;  // how many words have roles, the likeliest triggers and cues first
  const float *upos, *feats, *lemma, *arc, *name, *trigger, *status, *fact, *cameo, *event_role, *cue, *said_role, *mention, *vec;
  const int32_t *rel, *own_rel, *event_at, *said_at;  // event_at, said_at: which words these are
  size_t feat_classes = 0, lemma_classes = 0, cameo_classes = 0, vector_size = 0;
};
Outputs outputs_of(ov::InferRequest &);

/// The signals of the sentence in row `row`, which has `words` words.
SentenceSignals read_row(const Outputs &, uint32_t row, uint32_t words, const LabelFile &);

}  // namespace dateline
