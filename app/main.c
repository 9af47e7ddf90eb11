/*
 * A language model for Mac OS 8.5: continues the story that prompt.txt begins, in output.txt.
 */
#include "memory.h"
#include "sampler.h"
#include "text_file.h"
#include "tokenizer.h"
#include "transformer.h"
#include "writer.h"

static const char MODEL_FILE[] = "model.bin";
static const char TOKENIZER_FILE[] = "tokenizer.bin";
static const char SETTINGS_FILE[] = "settings.txt";
static const char PROMPT_FILE[] = "prompt.txt";
static const char OUTPUT_FILE[] = "output.txt";
static const char TRACE_FILE[] = "trace.bin";

/* No token of a usable prompt is longer than this on average, nor is a useful prompt. */
enum { PROMPT_BYTES_PER_POSITION = 32 };

/* Memory that will be asked for after the model's, beside the transformer's: tokenizer, prompt and what the system needs. */
enum { SMALL_THINGS_BYTES = 32 * 1024 };

typedef struct {
    const uint8_t *text;
    uint32_t length;
    int32_t *tokens;
    int32_t token_count;
} Prompt;

/* Large, so none of it is on the stack. */
static Model model;
static Tokenizer tokenizer;
static Transformer transformer;
static Trace trace;
static Writer writer;
static Message line;

static uint32_t wanted_after_model(const Shape *shape) {
    uint32_t state = transformer_memory(shape);
    uint32_t vocabulary = (uint32_t)shape->vocab_size * 24;
    uint32_t sum = state + vocabulary + SMALL_THINGS_BYTES;
    return sum < state ? UINT32_MAX : sum;
}

static bool load_prompt(Prompt *prompt, Message *failure) {
    uint8_t *text = NULL;
    prompt->length = 0;
    uint32_t most_bytes = (uint32_t)model.shape.seq_len * PROMPT_BYTES_PER_POSITION;
    TextResult result = read_text_file(PROMPT_FILE, most_bytes, &text, &prompt->length, failure);
    if (result == TEXT_UNREADABLE) {
        return false;
    }
    if (result == TEXT_READ && prompt->length == 0) {
        compose(failure, "%s is empty. Write the beginning of a story in it, or remove it to have a story from the very beginning.",
                PROMPT_FILE);
        return false;
    }
    prompt->text = text;
    prompt->tokens = encode_text(&tokenizer, text, prompt->length, &prompt->token_count, failure);
    if (prompt->tokens == NULL) {
        return false;
    }
    if (prompt->token_count > model.shape.seq_len) {
        compose(failure, "%s is too long: it has %d tokens, and this model's context has room for %d.", PROMPT_FILE,
                prompt->token_count, model.shape.seq_len);
        return false;
    }
    return true;
}

static void write_prompt_line(const Prompt *prompt) {
    static const uint8_t label[] = "Prompt: ";
    write_bytes(&writer, label, sizeof label - 1);
    for (uint32_t index = 0; index < prompt->length; index++) {
        static const uint8_t space = ' ';
        write_bytes(&writer, prompt->text[index] == '\n' ? &space : &prompt->text[index], 1);
    }
    compose(&line, prompt->length == 0 ? "(none)" : "");
    write_end_of_text(&writer);
    write_line(&writer, &line);
}

static void write_header(const Settings *settings, int32_t steps, const Prompt *prompt) {
    const Shape *shape = &model.shape;
    compose(&line, "Model: dim %d, hidden %d, layers %d, heads %d, KV heads %d, vocabulary %d, context %d", shape->dim,
            shape->hidden_dim, shape->n_layers, shape->n_heads, shape->n_kv_heads, shape->vocab_size, shape->seq_len);
    write_line(&writer, &line);
    compose(&line, "Settings: steps %d, temperature %n, top-p %n, seed %u", steps, (double)settings->temperature,
            (double)settings->topp, settings->seed);
    write_line(&writer, &line);
    write_prompt_line(prompt);
    compose(&line, "Prompt tokens: %d", prompt->token_count);
    write_line(&writer, &line);
    if (prompt->token_count > steps) {
        compose(&line, "Note: the steps end within the prompt");
        write_line(&writer, &line);
    }
    compose(&line, "");
    write_line(&writer, &line);
    writer_flush(&writer);
}

static void write_statistics(int32_t tokens, double seconds) {
    write_end_of_text(&writer);
    compose(&line, "\n\nTokens: %d", tokens);
    write_line(&writer, &line);
    compose(&line, "Seconds: %n", seconds);
    write_line(&writer, &line);
    if (seconds > 0) {
        compose(&line, "Tokens per second: %n", tokens / seconds);
    } else {
        compose(&line, "Tokens per second: too many to measure");
    }
    write_line(&writer, &line);
    writer_flush(&writer);
}

/* The prompt's tokens, then what the model makes of them, until the steps are done or the model ends its text. */
static int32_t generate(Sampler *sampler, const Prompt *prompt, int32_t steps) {
    int32_t token = prompt->tokens[0];
    int32_t position = 0;
    while (position < steps && !writer.failed && !trace.failed) {
        float *logits = transformer_forward(&transformer, token, position);
        position++;
        int32_t next = position < prompt->token_count ? prompt->tokens[position] : sample(sampler, logits);
        if (next == TOKEN_BOS || next == TOKEN_EOS) {
            break;
        }
        uint8_t byte;
        Piece piece = decode_token(&tokenizer, token, next, &byte);
        write_bytes(&writer, piece.bytes, piece.length);
        writer_flush(&writer);
        token = next;
    }
    return position;
}

static bool run(Message *failure) {
    Settings settings = {.steps = 256, .temperature = 1.0f, .topp = 0.9f, .seed = 1, .trace_last = INT32_MAX};
    Prompt prompt;
    if (!load_settings(SETTINGS_FILE, &settings, failure) || !load_checkpoint(MODEL_FILE, wanted_after_model, &model, failure) ||
        !transformer_start(&transformer, &model, &trace, failure) ||
        !load_tokenizer(TOKENIZER_FILE, model.shape.vocab_size, &tokenizer, failure) || !load_prompt(&prompt, failure)) {
        return false;
    }
    trace.mode = settings.trace;
    trace.first = settings.trace_first;
    trace.last = settings.trace_last;
    if (!trace_open(&trace, TRACE_FILE, &model.shape, failure)) {
        return false;
    }
    int32_t steps = settings.steps == 0 || settings.steps > model.shape.seq_len ? model.shape.seq_len : settings.steps;
    Sampler sampler = {model.shape.vocab_size, settings.temperature, settings.topp, settings.seed, transformer.candidates};
    write_header(&settings, steps, &prompt);
    double started = platform_seconds();
    int32_t tokens = generate(&sampler, &prompt, steps);
    write_statistics(tokens, platform_seconds() - started);
    return trace_close(&trace, TRACE_FILE, failure);
}

int main(int argument_count, char **arguments) {
    if (!platform_start(argument_count, arguments) || !platform_create(OUTPUT_FILE, TEXT_FILE, &writer.file)) {
        return 1;
    }
    static Message failure;
    bool succeeded = run(&failure);
    if (!succeeded) {
        compose(&line, "Error: %s", failure.text);
        write_line(&writer, &line);
        writer_flush(&writer);
    }
    platform_close(writer.file);
    return succeeded && !writer.failed ? 0 : 1;
}
