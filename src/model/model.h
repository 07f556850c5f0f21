// model: one forward pass of the network over the sentences; every head's scores. The inference library is behind this door and nowhere else.
//
// Always: a sentence gives the same scores to the bit, alone or among others and however many threads run (docs/adr/0009-the-same-bits.md). Sentences
// that are too long are read in part, with a warning. docs/formats/model.md tells what each head means.
// Never: a decision; the rooms above decide.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "base/base.h"
#include "codes.h"
#include "text/text.h"

namespace dateline {

/// The meaning of each class of each head.
struct Labels {
  std::vector<std::string> feats, lemma_rules;
  std::vector<Deprel> deprels;
  std::vector<Cameo> cameos;
};

enum class NameType : uint8_t { PER, ORG, GPE, LOC, NORP, FAC, EVT, OTH };
enum class Bio : uint8_t { O, B, I };
enum class EventRole : uint8_t { source, target, place, time };
enum class SaidRole : uint8_t { speaker, content };

/// Scores of one sentence, words counted from its beginning. Rows that cannot matter (roles of words that are no trigger) are empty.
struct SentenceSignals {
  uint32_t words = 0;      // fewer than the sentence has where it was cut
  std::vector<Upos> upos;  // best class of each word
  std::vector<float> upos_score;
  std::vector<uint16_t> feats, lemma;          // best class of each word, in Labels
  std::vector<float> arc;                      // [words][words + 1], probability of each head; 0 is the root
  std::vector<uint16_t> head;                  // the likeliest of them
  std::vector<uint16_t> rel, own_rel;          // best relation to that head; best relation whatever the head is; in Labels
  std::vector<float> name;                     // [words][17]: O, B-PER, I-PER, B-ORG, …
  std::vector<float> trigger;                  // [words][17]: none, then PLOVER types in the order of enum Plover
  std::vector<float> status;                   // [words][7] in the order of enum Status
  std::vector<float> fact;                     // [words] −3 to 3
  std::vector<float> cue;                      // [words][3]
  std::vector<float> mention;                  // [words] probability that it is the head of a mention in a chain
  std::vector<std::vector<float>> cameo;       // [words][codes] or empty
  std::vector<std::vector<float>> event_role;  // [words] -> [words][4][3] or empty
  std::vector<std::vector<float>> said_role;   // [words] -> [words][2][3] or empty
  std::vector<std::vector<float>> vec;         // [words] -> [384], empty where `mention` is near 0
};

struct Signals {
  std::vector<SentenceSignals> sentences;
  uint32_t read = 0;  // so many sentences, from the first on, went through the network: fewer than there are where the report is too long
  std::vector<Warning> warnings;
};

/// What goes through the network: an article's sentences, and the clean text that their words lie in.
struct Sentences {
  const Text* text = nullptr;
  std::string_view chars;
};

struct ModelOptions {
  std::string name = "accurate";
};

/// A model of a folder of models, as `dateline model` shows it.
struct ModelState {
  std::string name;
  uint64_t bytes = 0;          // of all its files
  std::string sha256;          // of its weights, as SHA256SUMS has it
  bool prepared = false;       // prepared.bin is there and fits
  std::optional<Error> wrong;  // the first file that is missing, damaged or another
};

class Model {
 public:
  struct Network;  // in network.h
  const Labels& labels() const;
  /// Name and SHA-256 prefix: "accurate 3f2a…".
  const std::string& version() const;
  Model(Model&&) noexcept;
  ~Model();

 private:
  friend Result<Model> open_model(const std::filesystem::path&, const ModelOptions&);
  friend Result<void> prepare_model(const std::filesystem::path&, const std::string&);
  friend std::vector<Signals> run(std::span<const Sentences>, const Model&);
  explicit Model(std::unique_ptr<Network>);
  std::unique_ptr<Network> network_;
};

/// `models` holds vocab.txt, SHA256SUMS and a folder NAME for each model with model.xml, model.bin and labels.json. A file that is not the one
/// of SHA256SUMS is refused by name.
Result<Model> open_model(const std::filesystem::path& models, const ModelOptions& = {});

/// Writes `prepared.bin` into the model's folder, with which it opens in a quarter of the time on this machine; open_model takes it where it
/// still fits the other files and does the work itself where not.
Result<void> prepare_model(const std::filesystem::path& models, const std::string& name);

/// Every model that stands in the folder or in its SHA256SUMS, by name, each file read and held against its hash.
std::vector<ModelState> installed_models(const std::filesystem::path& models);

/// The scores of each article. May be called by several threads at once; the first calls beside each other take memory for a network each. Sentences of all of
/// them go through the network together, which is faster than one article at a time and gives the same.
std::vector<Signals> run(std::span<const Sentences>, const Model&);
inline Signals run(const Text& text, std::string_view chars, const Model& model) {
  const Sentences one{&text, chars};
  return std::move(run(std::span(&one, 1), model).front());
}

}  // namespace dateline
