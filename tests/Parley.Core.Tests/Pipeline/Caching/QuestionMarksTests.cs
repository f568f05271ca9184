using Parley.Pipeline.Caching.Semantic;

namespace Parley.Core.Tests.Pipeline.Caching;

public sealed class QuestionMarksTests
{
    [Theory]
    [InlineData("What is 5 + 3?", "What is 5 + 4?")]
    [InlineData("Convert 5 to 7", "Convert 7 to 5")]
    [InlineData("Is -5 a number?", "Is 5 a number?")]
    [InlineData("How much is 5 €?", "How much is 5 $?")]
    [InlineData("Can I take it?", "Can I not take it?")]
    [InlineData("Does it work?", "Doesn't it work?")]
    [InlineData("Geht das?", "Geht das nicht?")]
    [InlineData("Where is Alice?", "Where is Bob?")]
    [InlineData("Alice went where?", "Bob went where?")]
    [InlineData("fly from London to Paris", "fly from Paris to London")]
    [InlineData("What is my name?", "What is your name?")]
    [InlineData("Who wrote it?", "When was it written?")]
    [InlineData("eat before sleep", "eat after sleep")]
    [InlineData("Translate \"good day\"", "Translate \"good night\"")]
    [InlineData("Was heißt „ja“?", "Was heißt „nein“?")]
    [InlineData("run `rm -r a`", "run `rm -r b`")]
    [InlineData("learn C", "learn C++")]
    [InlineData("two apples", "three apples")]
    [InlineData("Does GPT-4 know?", "Does GPT-5 know?")]
    public void Agree_TurnedAround_No(string one, string other)
    {
        Assert.False(QuestionMarks.Read(one, isLexical: false).Agree(QuestionMarks.Read(other, isLexical: false)));
        Assert.False(QuestionMarks.Read(other, isLexical: false).Agree(QuestionMarks.Read(one, isLexical: false)));
    }

    [Theory]
    [InlineData("What is the capital of France?", "what's the capital of france")]
    [InlineData("Please tell me the capital of France", "tell me the capital of France, please!")]
    [InlineData("Is 1,000 enough?", "is 1000 enough")]
    [InlineData("How do I reset it?", "how do i reset it")]
    public void Agree_SameInOtherDress_Yes(string one, string other)
    {
        Assert.True(QuestionMarks.Read(one, isLexical: true).Agree(QuestionMarks.Read(other, isLexical: true)));
    }

    [Theory]
    [InlineData("my dog ate chocolate what now", "my cat ate chocolate what now", true, false)]
    [InlineData("how do i get a loan", "how do i obtain a loan", true, false)]
    [InlineData("how do i get a loan", "how do i obtain a loan", false, true)]
    [InlineData("how do i close accounts", "how do i close an account", true, true)]
    public void Agree_OtherContentWords_OnlyWithoutALexicalVector(string one, string other, bool isLexical, bool agrees) =>
        Assert.Equal(agrees, QuestionMarks.Read(one, isLexical).Agree(QuestionMarks.Read(other, isLexical)));
}
