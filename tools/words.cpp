// words PACK: the words of each line of standard input, for training: {"id","text"} -> {"id","words":[[start,end],…]} in code points.
#include <iostream>
#include <nlohmann/json.hpp>

#include "pack/pack.h"
#include "text/text.h"

int main(int, char** argv) {
  using namespace dateline;
  auto pack = open_pack(argv[1]);
  if (!pack) return std::cerr << pack.error().what << "\n", 3;
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) continue;
    auto in = nlohmann::json::parse(line);
    const std::string text = in["text"];
    std::vector<uint32_t> at(text.size() + 1);
    uint32_t n = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++n;
      at[i] = n - 1;
    }
    at[text.size()] = n;
    nlohmann::ordered_json out;
    out["id"] = in["id"];
    auto words = nlohmann::json::array();
    for (auto& w : split_words(text, 0, *pack)) words.push_back({at[w.span.begin], at[w.span.end]});
    out["words"] = std::move(words);
    std::cout << out.dump() << "\n";
  }
}
