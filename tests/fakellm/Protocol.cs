namespace FakeLlm;

internal enum Protocol
{
    OpenAi,
    Anthropic,
    Ollama,
}
