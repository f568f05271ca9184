using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
        services.AddEntityModel<LibraryModel>().AddChunking().AddVectorStore<EmbeddedVectorStore>().AddRetrieval().AddCitations().AddEvaluation();
using Parley.Knowledge.Evaluation;
using Parley.Knowledge.Library;
using Parley.Knowledge.Retrieval;
using Parley.Knowledge.Vectors;
using Parley.Knowledge.Vectors.Embedded;

namespace Parley.Knowledge;

public static class KnowledgeServiceCollectionExtensions
{
    /// <summary>Documents, and what finds passages in them.</summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services) =>
<<<<<<< HEAD
        services.AddEntityModel<LibraryModel>().AddVectorStore<EmbeddedVectorStore>().AddRetrieval().AddCitations().AddEvaluation();
=======
        services.AddEntityModel<LibraryModel>().AddChunking().AddVectorStore<EmbeddedVectorStore>().AddRetrieval().AddEvaluation();
>>>>>>> main
}
