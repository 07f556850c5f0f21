// times: time expressions as TIMEX3, resolved against the dateline and the date of publication.
//
// Always: the value is TIMEX3; an expression that cannot be resolved keeps its placeholder (XXXX-WXX-4).
// Never: the clock; a guess where the report has no date.
#pragma once

#include "base/base.h"
#include "pack/pack.h"
#include "page/page.h"
#include "syntax/syntax.h"
#include "text/text.h"

namespace dateline {

enum class TimeType : uint8_t { DATE, TIME, DURATION, SET };

struct Time {
  TimeType type = TimeType::DATE;
  std::string value;       // "2019-04-25", "PT2H", "XXXX-WXX-4", "PRESENT_REF"
  std::string begin, end;  // ISO days, where it resolves
  Span span;
  uint32_t sentence = 0;
  Why why;
};

/// In order of the text; the dateline's date is among them where it has one.
std::vector<Time> find_times(const Article&, const Text&, const Syntax&, const Pack&, Trail&);

}  // namespace dateline
