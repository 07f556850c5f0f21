// What a Model holds: the compiled network, its label lists brought into the order of our enums, and the requests that threads borrow.
#pragma once

#include <functional>
#include <mutex>
#include <openvino/openvino.hpp>

#include "model/files.h"
#include "model/model.h"
#include "model/pieces.h"

namespace dateline {

/// Class numbers of a head in the order in which SentenceSignals gives them: at[i] is the network's number of our class i.
using ClassOrder = std::vector<uint32_t>;

struct Limits {
  uint32_t words = 200, pieces = 320;
};

/// labels.json, read and checked.
struct LabelFile {
  Labels labels;
  ClassOrder upos, types, status, cameo, names, event_roles, said_roles;
  Limits limits;
};
Result<LabelFile> read_labels(const std::filesystem::path& file);

struct Model::Network {
  LabelFile file;
  Pieces pieces;
  std::string version;
  std::unique_ptr<Mapped> prepared;  // what `compiled` reads its weights from, where it was prepared
  ov::Core core;
  ov::CompiledModel compiled;
  std::function<ov::CompiledModel()> again;  // the same network once more
  std::mutex lock;
  std::vector<ov::InferRequest> idle;  // requests that no thread has in use, each of a compiled network of its own

  Network(LabelFile f, Pieces p) : file(std::move(f)), pieces(std::move(p)) {}
  ov::InferRequest borrow();
  void give_back(ov::InferRequest);
};

}  // namespace dateline
