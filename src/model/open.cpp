#include <fmt/format.h>
#include <sha2.h>

#include <array>
#include <fstream>
#include <future>
#include <spanstream>
#include <sstream>

#include "model/network.h"
#include "model/prepared.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 15> outputs = {"upos", "feats", "lemma",      "arc", "rel",       "name",    "trigger", "status",
                                                 "fact", "cameo", "event_role", "cue", "said_role", "mention", "vec"};

Error bad_model(const fs::path& where, std::string what) {
  return {Error::Kind::resource, "bad-model", std::move(what), where.string(), "install the model again"};
}

std::string sha256_of_file(const fs::path& file) {
  std::array<char, SHA256_DIGEST_STRING_LENGTH> hex{};
  return SHA256File(file.c_str(), hex.data()) ? std::string(hex.data()) : std::string();
}

std::optional<Error> missing_file(const fs::path& folder) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed))
    return Error{Error::Kind::resource, "no-model", "there is no folder with the model", folder.string(), "give one with --model-dir"};
  for (const char* name : {"model.xml", "model.bin", "labels.json", "vocab.txt"}) {
    const fs::path file = folder / name;
    if (!fs::is_regular_file(file, failed) || fs::file_size(file, failed) == 0)
      return Error{Error::Kind::resource, "no-model", "a file of the model is missing or empty", file.string(),
                   "install the model again, or give another folder with --model-dir"};
  }
  return std::nullopt;
}

/// One request runs on one core, so that scores do not depend on the number of threads; several requests run beside each other.
ov::AnyMap settings(uint32_t threads) {
  ov::AnyMap out = {ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY),
                    ov::inference_num_threads(static_cast<int32_t>(threads)),
                    ov::num_streams(static_cast<int32_t>(threads)),
                    ov::hint::inference_precision(ov::element::f32),
                    ov::hint::enable_cpu_pinning(false),
                    {"CPU_RUNTIME_CACHE_CAPACITY", 1000},  // of what it prepares for a shape; the few shapes of batches.cpp need no more
                    ov::hint::enable_hyper_threading(true)};
  return out;
}

/// Takes the network as it was prepared, where this library and machine accept it.
bool import_prepared(ov::Core& core, ov::CompiledModel& compiled, const Prepared& prepared, uint32_t threads) {
  try {
    std::ispanstream in(std::span<const char>(prepared.file).subspan(prepared.begin));
    compiled = core.import_model(in, "CPU", settings(threads));
    for (const char* name : outputs) compiled.output(name);  // throws where it is missing
    return true;
  } catch (const std::exception&) {
    return false;  // another version of the library, or another machine: model.xml is read then
  }
}

std::optional<Error> compile(ov::Core& core, ov::CompiledModel& compiled, const fs::path& folder, uint32_t threads) {
  try {
    auto graph = core.read_model((folder / "model.xml").string(), (folder / "model.bin").string());
    for (const char* name : outputs) graph->output(name);  // throws where it is missing
    compiled = core.compile_model(graph, "CPU", settings(threads));
  } catch (const std::exception& e) {
    std::string_view why = e.what();  // several lines, the last the most telling
    why = why.substr(0, why.find_last_not_of("\n ") + 1);
    why = why.substr(why.find_last_of('\n') + 1);
    return bad_model(folder / "model.xml", fmt::format("the network or its weights are damaged ({})", why));
  }
  return std::nullopt;
}

}  // namespace

ov::InferRequest Model::Network::borrow() {
  {
    std::lock_guard held(lock);
    if (!idle.empty()) {
      ov::InferRequest request = std::move(idle.back());
      idle.pop_back();
      return request;
    }
  }
  return compiled.create_infer_request();
}

void Model::Network::give_back(ov::InferRequest request) {
  std::lock_guard held(lock);
  idle.push_back(std::move(request));
}

Model::Model(std::unique_ptr<Network> network) : network_(std::move(network)) {}
Model::Model(Model&&) noexcept = default;
Model::~Model() = default;
const Labels& Model::labels() const { return network_->file.labels; }
const std::string& Model::version() const { return network_->version; }

Result<Model> open_model(const fs::path& folder, const ModelOptions& options) {
  if (auto error = missing_file(folder)) return std::unexpected(*error);
  auto file = read_labels(folder / "labels.json");
  if (!file) return std::unexpected(file.error());
  std::ifstream in(folder / "vocab.txt", std::ios::binary);
  std::ostringstream vocabulary;
  vocabulary << in.rdbuf();
  auto network = std::make_unique<Model::Network>(std::move(*file), Pieces(std::move(vocabulary).str()));
  if (!network->pieces.complete()) return std::unexpected(bad_model(folder / "vocab.txt", "the vocabulary lacks [CLS], [SEP] or [UNK]"));
  const uint32_t threads = std::max(1u, options.threads);
  std::string sha256;
  if (const auto prepared = read_prepared(folder); prepared && import_prepared(network->core, network->compiled, *prepared, threads)) {
    sha256 = prepared->sha256;
  } else {
    auto hash = std::async(std::launch::async, sha256_of_file, folder / "model.bin");  // beside the compilation, which takes longer
    auto error = compile(network->core, network->compiled, folder, threads);
    sha256 = hash.get();
    if (error && (network->file.expected_sha256.empty() || network->file.expected_sha256 == sha256)) return std::unexpected(*error);
  }
  if (!network->file.expected_sha256.empty() && network->file.expected_sha256 != sha256)
    return std::unexpected(bad_model(folder / "model.bin", "the file is damaged: its SHA-256 is not the one of labels.json"));
  std::string name = network->file.name;
  if (name.empty()) name = folder.filename().empty() ? folder.parent_path().filename().string() : folder.filename().string();
  network->version = fmt::format("{} {}", name, sha256.substr(0, 12));
  return Model(std::move(network));
}

Result<void> prepare_model(const fs::path& folder) {
  std::error_code failed;
  fs::remove(folder / prepared_name, failed);
  auto model = open_model(folder);
  if (!model) return std::unexpected(model.error());
  std::ostringstream network;
  model->network_->compiled.export_model(network);
  return write_prepared(folder, std::move(network).str(), sha256_of_file(folder / "model.bin"));
}

}  // namespace dateline
