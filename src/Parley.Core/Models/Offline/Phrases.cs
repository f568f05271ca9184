using Parley.Models.Offline.Text;

namespace Parley.Models.Offline;

/// <summary>What the assistant says in its own words; everything else it says is quoted. One member per occasion.</summary>
internal abstract class Phrases
{
    public static Phrases In(Language language) => language == Language.German ? GermanPhrases.Instance : EnglishPhrases.Instance;

    public abstract string Greeting { get; }

    public abstract string Thanks { get; }

    public abstract string Farewell { get; }

    public abstract string WellBeing { get; }

    public abstract string WhoAmI { get; }

    public abstract string Capabilities { get; }

    /// <summary>How to get a language model. Also the mark by which an earlier answer shows that it was said already.</summary>
    public abstract string HowToConnect { get; }

    public abstract string CannotKnow { get; }

    public abstract string CannotWrite { get; }

    public abstract string NotInText { get; }

    public abstract string NotInDocuments { get; }

    public abstract string AskAgain { get; }

    public abstract string NoCalculator { get; }

    public abstract string NoCalendar { get; }

    public abstract string Noted { get; }

    public abstract string NothingToSummarise { get; }

    public abstract string NothingToSearch { get; }

    public abstract string NothingFound { get; }

    public abstract string NoFacts { get; }

    public abstract string FactsIntroduction { get; }

    public abstract string YourSelf { get; }

    public abstract string YourName { get; }

    public abstract string YourAge { get; }

    public abstract string YourOrigin { get; }

    public abstract string YourJob { get; }

    public abstract string YourBirth { get; }

    public abstract string WhatYou(string verb);

    public abstract string ToldEarlier(string fact);

    public abstract string ToldJustNow(string fact);

    public abstract string NotTold(string subject);

    public abstract string NotedFacts(string facts);

    public abstract string TextReceived(int words, int sentences);

    public abstract string Origin(Sentence sentence);

    public abstract string SummaryIntroduction(int chosen, int total);

    public abstract string Counted(string what, int count);

    public abstract string Found(int count, string what);

    public abstract string ToolFailed(string reason);
}
