// A repair of trees: a possessor belongs to what follows its sign.
#pragma once

#include "syntax/syntax.h"

namespace dateline {

/// "Ethiopia's Dawit Bekele", with names that the network has never seen, can come out as "Ethiopia" with the rest hung elsewhere. Where the possessor's sign
/// (a `case` that is a PART) stands before a nominal and the possessor's head stands before the sign, the nominal takes the possessor's place and the possessor
/// hangs on it. Called before children are linked; each sentence stays one tree.
void hang_possessors_right(std::vector<Node>& nodes, uint32_t first, uint32_t last);

}  // namespace dateline
