using Microsoft.Extensions.DependencyInjection;
using Parley.Chat.Context;
using Parley.Chat.Grounding;
using Parley.Data;

namespace Parley.Chat;

public static class ChatServiceCollectionExtensions
{
    /// <summary>Conversations and turns.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddOptions<TurnOptions>().BindConfiguration("Turns").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ContextOptions>().BindConfiguration("Context").ValidateDataAnnotations().ValidateOnStart();
        services.AddEntityModel<ChatModel>();
        services.AddSingleton<TurnRegistry>();
        services.AddSingleton<TurnDirectory>();
        services.AddSingleton<TurnStore>();
        services.AddSingleton<TurnCompletion>();
        services.AddGrounding();
        services.AddSingleton<TurnHistory>();
        services.AddSingleton<PromptAssembler>();
        services.AddSingleton<TurnModelChoice>();
        services.AddSingleton<TurnPersonas>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<TurnRecovery>();
        services.AddHostedService<TurnKeeper>();
        return services;
    }
}
