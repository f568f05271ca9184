using Microsoft.Extensions.DependencyInjection;
using Parley.Data;
using Parley.Knowledge.Chunking;
using Parley.Knowledge.Citations;
using Parley.Knowledge.Evaluation;
using Parley.Knowledge.Ingestion;
using Parley.Knowledge.Library;
using Parley.Knowledge.Retrieval;
using Parley.Knowledge.Vectors;
using Parley.Knowledge.Vectors.Embedded;
using Parley.Knowledge.Vectors.Outside;

namespace Parley.Knowledge;

public static class KnowledgeServiceCollectionExtensions
{
    /// <summary>Documents, and what finds passages in them.</summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services) =>
        services.AddEntityModel<LibraryModel>().AddChunking().AddOutsideVectors().AddIngestion().AddVectorStore<EmbeddedVectorStore>().AddRetrieval().AddCitations().AddEvaluation();
}
