using Xunit;

namespace Parley.Core.Tests.Models.Offline;

public sealed class FactTests
{
    [Theory]
    [InlineData("My name is Alice.")]
    [InlineData("I'm Alice")]
    [InlineData("Hi, I am Alice.")]
    [InlineData("Call me Alice")]
    [InlineData("You can call me Alice.")]
    [InlineData("my name's Alice")]
    [InlineData("My name’s Alice!")]
    [InlineData("Hello! My name is Alice and I live in Oslo.")]
    [InlineData("Actually, my name is Alice")]
    [InlineData("People call me Alice")]
    [InlineData("I am called Alice.")]
    [InlineData("By the way, my name is Alice.")]
    public async Task Name_SaidInManyWays_IsRemembered(string introduction) =>
        Assert.Equal("Your name is Alice – you told me earlier.", await Assistant.AskAsync(introduction, "What is my name?"));

    [Theory]
    [InlineData("what's my name?")]
    [InlineData("What’s my name?")]
    [InlineData("whats my name")]
    [InlineData("Do you remember my name?")]
    [InlineData("who am I?")]
    [InlineData("Can you tell me what my name is?")]
    [InlineData("tell me my name")]
    [InlineData("Do you know who I am?")]
    [InlineData("What am I called?")]
    [InlineData("remind me what my name is")]
    [InlineData("Say my name")]
    [InlineData("my name?")]
    [InlineData("Please tell me my name again")]
    public async Task Name_AskedInManyWays_IsRecalled(string question) =>
        Assert.Equal("Your name is Alice – you told me earlier.", await Assistant.AskAsync("My name is Alice.", "Thanks!", question));

    [Theory]
    [InlineData("I live in Berlin.", "where do I live?", "You live in Berlin")]
    [InlineData("I currently live in Berlin", "Do you know where I live?", "You live in Berlin")]
    [InlineData("I work at Contoso as an engineer.", "Where do I work?", "You work at Contoso as an engineer")]
    [InlineData("I work as a nurse", "What do I do for a living?", "You work as a nurse")]
    [InlineData("I'm a nurse", "what is my job?", "You are a nurse")]
    [InlineData("My favourite color is green.", "what's my favorite colour?", "Your favourite color is green")]
    [InlineData("Blue is my favourite colour.", "What is my favourite colour?", "Your favourite colour is Blue")]
    [InlineData("My dog's name is Rex.", "What is the name of my dog?", "Your dog's name is Rex")]
    [InlineData("My dog is called Rex", "what's my dog's name?", "Your dog is called Rex")]
    [InlineData("I'm 34 years old", "How old am I?", "You are 34 years old")]
    [InlineData("My birthday is on 3 May.", "When is my birthday?", "Your birthday is on 3 May")]
    [InlineData("I prefer window seats.", "Which seats do I prefer?", "You prefer window seats")]
    [InlineData("I don't like olives", "What do I dislike?", "You don't like olives")]
    [InlineData("I am from Ghana", "Where am I from?", "You are from Ghana")]
    [InlineData("I speak Polish with my mother.", "What do I speak?", "You speak Polish with your mother")]
    [InlineData("Ich heiße Anna.", "Wie heiße ich?", "Dein Name ist Anna")]
    [InlineData("Mein Name ist Anna und ich wohne in Köln.", "Wo wohne ich?", "Du wohnst in Köln")]
    [InlineData("Meine Lieblingsfarbe ist Blau.", "Was ist meine Lieblingsfarbe?", "Deine Lieblingsfarbe ist Blau")]
    public async Task Fact_Asked_IsRepeated(string statement, string question, string expected) =>
        Assert.StartsWith(expected + " – ", await Assistant.AskAsync(statement, question), StringComparison.Ordinal);

    [Fact]
    public async Task Fact_SaidAgain_ReplacesTheEarlier()
    {
        Assert.Contains("Bob", await Assistant.AskAsync("My name is Alice.", "Actually call me Bob.", "What's my name?"), StringComparison.Ordinal);

        var home = await Assistant.AskAsync("I live in Rome.", "I live in Paris now.", "Where do I live?");
        Assert.Contains("Paris", home, StringComparison.Ordinal);
        Assert.DoesNotContain("Rome", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fact_OfWhichThereAreSeveral_IsAdded()
    {
        var answer = await Assistant.AskAsync("I like tea.", "I like coffee", "What do I like?");

        Assert.Contains("tea", answer, StringComparison.Ordinal);
        Assert.Contains("coffee", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_IsAcknowledgedHonestly()
    {
        var answer = await Assistant.AskAsync("My name is Alice and I live in Oslo.");

        Assert.Equal("Noted: your name is Alice; you live in Oslo. I keep that only within this conversation.", answer);
    }

    [Fact]
    public async Task Fact_SaidAndAskedAtOnce_IsAnswered() =>
        Assert.Equal("Your name is Alice – you just told me.", await Assistant.AskAsync("My name is Alice. What is my name?"));

    [Theory]
    [InlineData("What is my name?", "your name")]
    [InlineData("Where do I live?", "where you live")]
    [InlineData("What is my favourite food?", "your favourite food")]
    [InlineData("Who am I?", "your name")]
    public async Task Fact_NeverTold_IsNotInvented(string question, string subject) => Assert.Equal(
        $"You have not told me {subject} in this conversation.", await Assistant.AskAsync("The file name is report.txt.", "Hello", question));

    [Fact]
    public async Task AboutMe_ListsWhatWasSaid()
    {
        var answer = await Assistant.AskAsync("I'm Alice. I like jazz. My cat is Tom.", "What do you know about me?");

        Assert.Contains("- your name is Alice\n- you like jazz\n- your cat is Tom", answer, StringComparison.Ordinal);
        Assert.Contains("not told me anything", await Assistant.AskAsync("What do you know about me?"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I'm looking for a laptop.")]
    [InlineData("I'm not sure")]
    [InlineData("My question is simple.")]
    [InlineData("This is my dog.")]
    [InlineData("My name is not Bob.")]
    public async Task Statement_ThatIsNoFact_IsNotTakenForOne(string statement) =>
        Assert.DoesNotContain("Your name", await Assistant.AskAsync(statement, "What is my name?"), StringComparison.Ordinal);

    [Fact]
    public async Task Fact_InAPastedStory_IsNotTakenForTheirs()
    {
        var story = "I remember the winter. My name is Igor, said the man. " + string.Concat(Enumerable.Repeat("Snow fell on the quiet town. ", 40));

        Assert.DoesNotContain("Your name is", await Assistant.AskAsync(story, "What is my name?"), StringComparison.Ordinal);
    }
}
