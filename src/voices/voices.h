// voices: who said what: cue, content, speaker, from the network's spans; joined over sentences and to the chains.
//
// Always: contents leave the outer quotation marks out; the kind follows from the quotation marks in the text.
#pragma once

#include "base/base.h"
#include "model/model.h"
#include "names/names.h"
#include "pack/pack.h"
#include "page/page.h"
#include "syntax/syntax.h"
#include "text/text.h"

namespace dateline {

enum class StatementKind : uint8_t { direct, indirect, mixed };
enum class StatementForm : uint8_t { said, thought, wanted, known };

struct Statement {
  StatementKind kind = StatementKind::indirect;
  StatementForm form = StatementForm::said;
  std::vector<ActorId> speaker;
  Span speaker_span;          // empty where none is named
  Span cue;                   // empty in free quotation
  std::vector<Span> content;  // in order of the text, not empty
  std::vector<ActorId> addressee;
  Why why;
};

/// In order of their contents.
std::vector<Statement> find_statements(const Article&, const Text&, const Signals&, const Syntax&, const Names&, const Pack&, Trail&);

}  // namespace dateline
