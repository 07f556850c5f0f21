// Inputs in, texts out in the same order, worked on by several threads.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "source/source.h"

namespace dateline {

struct Work {
  unsigned jobs = 1;
  /// Is the next input there already? A group ends where it is not, so that who waits for an answer before the next question gets it.
  std::function<bool()> at_hand;
  /// A text for each source. Called by several threads at once; what it gives must not depend on how the sources were grouped.
  std::function<std::vector<std::string>(std::vector<Source>)> texts_of;
  /// Gets the text of each input, or why there is none, one after another in the order of the inputs; false ends the run.
  std::function<bool(const std::string& id, Result<std::string> text)> write;
};

/// Works through the feed. What a thread throws is thrown again when all have stopped.
void work_in_order(Feed&, const Work&);

}  // namespace dateline
