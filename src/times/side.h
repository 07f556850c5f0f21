// Whether a time without a year lies before or after the day of the report: by the verb that it hangs on, else by the nearest cue word.
#pragma once

#include "syntax/syntax.h"
#include "times/grammar.h"

namespace dateline {

enum class Side : uint8_t { unknown, before, ahead };

/// `first` and `last` are words of the sentence. A verb in the present looks ahead of a weekday ("the talks begin on Monday"), of nothing longer.
Side side_of(const Sentence& sentence, const TimeWords& words, const Syntax& syntax, uint32_t first, uint32_t last, bool weekday);

}  // namespace dateline
