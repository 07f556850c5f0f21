// Lemmas by rule: how the network says what the lemma of a form is.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// `rule` is CASE STRIP|SUFFIX, as in "L3|y": lower the form (L), keep it (K) or capitalise it (C), take 3 characters off, add "y".
/// A rule that does not fit or cannot be read gives the form in lower case.
std::string apply_lemma_rule(std::string_view rule, std::string_view form);

}  // namespace dateline
