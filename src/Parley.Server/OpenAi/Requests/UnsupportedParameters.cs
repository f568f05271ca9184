using Parley.Server.OpenAi.Errors;

namespace Parley.Server.OpenAi.Requests;

/// <summary>Parameters that OpenAI knows and Parley cannot honour, unless they ask for what happens anyway.</summary>
internal static class UnsupportedParameters
{
    public static void Check(RequestField body, HashSet<string> known)
    {
        foreach (var name in body.Names)
        {
            if (!known.Contains(name) && !body[name].IsMissing && !IsHarmless(name, body[name]))
            {
                throw Refuse(name, body[name]);
            }
        }
    }

    private static bool IsHarmless(string name, RequestField field) => name switch
    {
        "n" => field.Whole(1, 128) is 1,
        "logprobs" or "store" => field.Flag() is false,
        "top_logprobs" => field.Whole(0, 20) is 0,
        "logit_bias" => !field.Object().Names.Any(),
        "service_tier" => field.Text() is "auto" or "default",
        "verbosity" => field.Text() is "medium",
        "modalities" => field.Items(1, 8).TrueForAll(item => item.Text() is "text"),
        _ => false,
    };

    private static OpenAiException Refuse(string name, RequestField field) => name switch
    {
        "n" => field.Unsupported("Parley gives one answer a request. Leave 'n' out, or ask several times."),
        "functions" or "function_call" => field.Unsupported($"'{name}' is out of date. Use 'tools' and 'tool_choice'."),
        "store" => field.Unsupported("Parley does not keep answers of this API to be fetched later. Leave 'store' out."),
        "logprobs" or "top_logprobs" or "logit_bias" or "service_tier" or "verbosity" or "modalities" or "audio" or "prediction" or "web_search_options" =>
            field.Unsupported($"'{name}' is not supported, because not every provider has it. Leave it out."),
        _ => OpenAiException.Invalid(Short(name), $"Unrecognized request argument supplied: {Short(name)}.", "unknown_parameter"),
    };

    private static string Short(string name) => name.Length <= 100 ? name : name[..100] + "…";
}
