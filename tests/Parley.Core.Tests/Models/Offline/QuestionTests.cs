using Parley.Models.Offline;
using Xunit;

namespace Parley.Core.Tests.Models.Offline;

/// <summary>Questions about pasted texts: what must be quoted, and what must not be answered because the text does not say.</summary>
public sealed class QuestionTests
{
    [Theory]
    [InlineData("When may employees work from home?", "after six months")]
    [InlineData("How many days of vacation do full-time employees have?", "28 days")]
    [InlineData("What does the company pay for a desk?", "300 euros")]
    [InlineData("Who approves overtime?", "team lead")]
    [InlineData("What are the core hours?", "10:00 to 15:00")]
    [InlineData("When do unused vacation days expire?", "31 March")]
    [InlineData("Where do I report a lost device?", "security@northwind.example")]
    [InlineData("What must I do with damaged equipment?", "within 24 hours")]
    [InlineData("Why must lost devices be reported at once?", "only be wiped while it is online")]
    [InlineData("Can I print confidential documents at home?", "may not be printed")]
    [InlineData("What happens with sick leave longer than three days?", "doctor's note")]
    public Task Policy_Question_IsQuoted(string question, string expected) => Answered(Texts.Policy, question, expected);

    [Theory]
    [InlineData("Why did the backup fail?", "no space left on device")]
    [InlineData("Which job failed?", "nightly-backup failed")]
    [InlineData("Who was paged?", "Priya Raman")]
    [InlineData("How full is /var/data?", "91%")]
    [InlineData("When was the job restarted?", "03:42:02")]
    [InlineData("How many snapshots were removed?", "48")]
    [InlineData("How big is the archive?", "212 GB")]
    public Task Log_Question_IsQuoted(string question, string expected) => Answered(Texts.Log, question, expected);

    [Theory]
    [InlineData("What is the base URL?", "https://api.parcel.example/v2")]
    [InlineData("How many requests per minute are allowed?", "120 requests")]
    [InlineData("When do keys expire?", "after 90 days")]
    [InlineData("Which header carries the key?", "X-Api-Key")]
    [InlineData("What happens when the limit is exceeded?", "429")]
    [InlineData("How are webhook calls signed?", "HMAC-SHA256")]
    [InlineData("How often are failed deliveries repeated?", "five times")]
    [InlineData("How do I cancel a shipment?", "DELETE")]
    [InlineData("What is the Parcel API?", "REST interface")]
    public Task Api_Question_IsQuoted(string question, string expected) => Answered(Texts.Api, question, expected);

    [Theory]
    [InlineData("Who is Ilse Marten?", "cartographer")]
    [InlineData("How many steps does the lighthouse have?", "214")]
    [InlineData("Why did Ilse come to the island?", "because ships kept vanishing")]
    [InlineData("When did the boat strike the rocks?", "October")]
    [InlineData("Where did Tomas keep the chart?", "above his bed")]
    [InlineData("How long had Tomas been on the island?", "eleven years")]
    [InlineData("When did the ships vanish?", "north wind")]
    [InlineData("Who pulled the woman out of the water?", "Tomas")]
    public Task Story_Question_IsQuoted(string question, string expected) => Answered(Texts.Story, question, expected);

    [Theory]
    [InlineData("What is the new release date?", "29 May")]
    [InlineData("How much money was approved for servers?", "45,000 euros")]
    [InlineData("When does Amira start?", "1 July")]
    [InlineData("Who will test the fix?", "Grace")]
    [InlineData("Where is the next meeting?", "room Danube")]
    [InlineData("Why is the release delayed?", "defect in the import module")]
    [InlineData("What did Pavel ask for?", "second quotation")]
    [InlineData("Who attended the meeting?", "Omar Haddad")]
    [InlineData("Who was absent?", "Susan Wright")]
    public Task Minutes_Question_IsQuoted(string question, string expected) => Answered(Texts.Minutes, question, expected);

    [Theory]
    [InlineData("Wann beginnt die Nachtruhe?", "22 Uhr")]
    [InlineData("Was kostet der Verlust eines Schlüssels?", "45 Euro")]
    [InlineData("Wer leitet die Hausverwaltung?", "Petra Kowalski")]
    [InlineData("Wie lange ist die Kündigungsfrist?", "drei Monate")]
    [InlineData("Wo ist die Waschküche?", "Keller von Haus B")]
    [InlineData("Wie viele Schlüssel bekomme ich?", "zwei Schlüssel")]
    public Task German_Question_IsQuoted(string question, string expected) => Answered(Texts.German, question, expected);

    [Theory]
    [InlineData("When does the migration take place?", "12 September")]
    [InlineData("Where is the new data centre?", "Rotterdam")]
    [InlineData("Who is responsible for the switchover?", "Karim")]
    [InlineData("Who should customers contact?", "Beatriz")]
    [InlineData("Is the phone system affected?", "not affected")]
    [InlineData("How much does the HostLine contract cost?", "8,400 euros")]
    [InlineData("Why can't we postpone?", "30 September")]
    [InlineData("What happens if something goes wrong?", "roll back")]
    public Task Mail_Question_IsQuoted(string question, string expected) => Answered(Texts.Mail, question, expected);

    [Theory]
    [InlineData("When was Mirela Stan born?", "1968")]
    [InlineData("Who founded Lumen Optics?", "brother Radu")]
    [InlineData("How many people does the company employ?", "140 people")]
    [InlineData("What does Lumen Optics make?", "lenses")]
    [InlineData("Where does Mirela live?", "Hamilton")]
    [InlineData("What is her hobby?", "violins")]
    public Task Biography_Question_IsQuoted(string question, string expected) => Answered(Texts.Biography, question, expected);

    [Theory]
    [InlineData("How do I install tidycsv?", "npm install -g tidycsv")]
    [InlineData("What is tidycsv?", "A command line tool")]
    [InlineData("What is the default delimiter?", "comma")]
    [InlineData("How large can files be?", "2 GB")]
    [InlineData("What does --dry-run do?", "prints the changes")]
    public Task Readme_Question_IsQuoted(string question, string expected) => Answered(Texts.Readme, question, expected);

    [Theory]
    [InlineData("How much is the rent?", "920")]
    [InlineData("Who is the landlord?", "Colin Farrow")]
    [InlineData("When is the rent due?", "third day")]
    [InlineData("Are pets allowed?", "consent")]
    [InlineData("Who holds the deposit?", "Brightkey")]
    [InlineData("Is heating included?", "Heating is included")]
    [InlineData("Where does the landlord live?", "Leeds")]
    [InlineData("How much is the deposit?", "1,840")]
    [InlineData("Can I smoke in the building?", "forbidden")]
    [InlineData("Who pays for small repairs?", "tenant")]
    [InlineData("How can the lease be ended early?", "eight weeks")]
    public Task Lease_Question_IsQuoted(string question, string expected) => Answered(Texts.Lease, question, expected);

    [Theory]
    [InlineData("How long is the race?", "90 kilo")]
    [InlineData("When is the race held?", "June")]
    [InlineData("Where does the race start?", "Dorrin")]
    [InlineData("Where does it end?", "Kest")]
    [InlineData("When did the first race take place?", "1997")]
    [InlineData("What must runners carry?", "whistle")]
    [InlineData("How much is the fee?", "75")]
    [InlineData("How many aid stations are there?", "six")]
    [InlineData("Who organises the race?", "athletics club")]
    [InlineData("Why was the race cancelled in 2021?", "flood")]
    [InlineData("How many people finished last year?", "612")]
    public Task Race_Question_IsQuoted(string question, string expected) => Answered(Texts.Race, question, expected);

    // Each of these shares words with its text. An answer would be an invention.
    public static TheoryData<string, string> Unanswerable => new()
    {
        { nameof(Texts.Policy), "Who is the CEO?" },
        { nameof(Texts.Policy), "What is the salary of an intern?" },
        { nameof(Texts.Policy), "How many employees does Northwind Tools have?" },
        { nameof(Texts.Policy), "When was Northwind Tools founded?" },
        { nameof(Texts.Policy), "What is the dress code?" },
        { nameof(Texts.Policy), "How long is parental leave?" },
        { nameof(Texts.Log), "What is the IP address of db-2?" },
        { nameof(Texts.Log), "Who deleted the database?" },
        { nameof(Texts.Log), "Which version of PostgreSQL is installed?" },
        { nameof(Texts.Api), "What does the API cost?" },
        { nameof(Texts.Api), "Does the API support GraphQL?" },
        { nameof(Texts.Api), "Who maintains the API?" },
        { nameof(Texts.Story), "What is the name of the lighthouse keeper's wife?" },
        { nameof(Texts.Story), "How old is Tomas?" },
        { nameof(Texts.Story), "Where was Ilse born?" },
        { nameof(Texts.Story), "What is the capital of France?" },
        { nameof(Texts.Minutes), "What is Amira's salary?" },
        { nameof(Texts.Minutes), "Who is the customer?" },
        { nameof(Texts.Minutes), "How many servers does the company own?" },
        { nameof(Texts.Mail), "What is the new provider called?" },
        { nameof(Texts.Mail), "How many servers are migrated?" },
        { nameof(Texts.Mail), "What is Karim's phone number?" },
        { nameof(Texts.Biography), "What is the revenue of Lumen Optics?" },
        { nameof(Texts.Biography), "How old is Radu?" },
        { nameof(Texts.Biography), "Did she study chemistry?" },
        { nameof(Texts.Readme), "Who is the author?" },
        { nameof(Texts.Readme), "Does it support Excel files?" },
        { nameof(Texts.Readme), "How do I uninstall it?" },
        { nameof(Texts.Lease), "How many rooms does the flat have?" },
        { nameof(Texts.Lease), "What is the landlord's phone number?" },
        { nameof(Texts.Lease), "Is there a balcony?" },
        { nameof(Texts.Lease), "How big is the flat?" },
        { nameof(Texts.Lease), "What is Brightkey's address?" },
        { nameof(Texts.Lease), "Who is the previous tenant?" },
        { nameof(Texts.Lease), "When was the building built?" },
        { nameof(Texts.Race), "Who won last year?" },
        { nameof(Texts.Race), "What is the prize money?" },
        { nameof(Texts.Race), "How old is Joana Reis?" },
        { nameof(Texts.Race), "Who is the sponsor of the race?" },
        { nameof(Texts.Race), "What is the altitude of Dorrin?" },
        { nameof(Texts.Race), "Is there a half marathon?" },
        { nameof(Texts.Race), "How many volunteers help?" },
        { nameof(Texts.Race), "Where does Joana Reis live?" },
        { nameof(Texts.German), "Darf ich einen Hund halten?" },
        { nameof(Texts.German), "Wie hoch ist die Miete?" },
        { nameof(Texts.German), "Wer ist der Hausmeister?" },
    };

    [Theory, MemberData(nameof(Unanswerable))]
    public async Task Question_TextDoesNotSay_IsNotAnswered(string text, string question)
    {
        var answer = await Assistant.AskAsync($"{TextNamed(text)}\n\n{question}");

        Assert.DoesNotContain("> ", answer, StringComparison.Ordinal);
        Assert.Contains(
            text == nameof(Texts.German) ? GermanPhrases.Instance.NotInText : EnglishPhrases.Instance.NotInText, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_UnderAHeading_NamesIt()
    {
        var answer = await Assistant.AskAsync(Texts.Api + "\n\nWhen do keys expire?");

        Assert.Contains("from your message above, under “Authentication”", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_BeforeTheText_IsFoundToo()
    {
        Assert.Contains("214", await Assistant.AskAsync("How many steps did he climb?\n\n" + Texts.Story), StringComparison.Ordinal);
        Assert.Contains("Room 12", await Assistant.AskAsync("The meeting is at 5 pm in Room 12. Where is the meeting?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_AboutAnEarlierText_IsAnsweredFromIt()
    {
        var answer = await Assistant.AskAsync(Texts.Minutes, "thanks", "When does Amira start?", "Who will test the fix?");

        Assert.Contains("Grace will test the fix.", answer, StringComparison.Ordinal);
        Assert.Contains("from the text you gave me earlier", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_AboutAnEarlierRemark_IsAnsweredFromIt()
    {
        var answer = await Assistant.AskAsync("The office closes at 5 pm on Fridays.", "When does the office close on Fridays?");

        Assert.Contains("> The office closes at 5 pm on Fridays.", answer, StringComparison.Ordinal);
        Assert.Contains("from what you told me earlier", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_ListOfAnswers_BringsTheList()
    {
        const string Text = "# Checklist\n\nTo enter the site you need:\n\n- a helmet\n- safety shoes\n- a signed form\n\nVisitors wait at the gate.";

        var answer = await Assistant.AskAsync(Text + "\n\nWhat do I need to enter the site?");

        Assert.Contains("a helmet", answer, StringComparison.Ordinal);
        Assert.Contains("a signed form", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("gate", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_FaqText_AnswersWithTheAnswerAndNotTheQuestion()
    {
        const string Text = "Can I pay by invoice?\nYes, companies may pay by invoice within 30 days.\n\nDo you ship abroad?\nWe ship to all of Europe.";

        var answer = await Assistant.AskAsync(Text, "Do you ship abroad?");

        Assert.Contains("> We ship to all of Europe.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_YourFavourite_IsNotAnsweredFromTheirs()
    {
        var answer = await Assistant.AskAsync("I like tea.", "My favourite drink is coffee.", "What is your favourite drink?");

        Assert.DoesNotContain("coffee", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_IsShort()
    {
        var answer = await Assistant.AskAsync(string.Concat(Enumerable.Repeat(Texts.Story + "\n\n", 40)) + "What did Tomas and Ilse do on the island?");

        Assert.InRange(answer.Split(' ').Length, 5, 300);
    }

    private static string TextNamed(string name) => (string)typeof(Texts).GetField(name)!.GetRawConstantValue()!;

    private static async Task Answered(string text, string question, string expected)
    {
        var answer = await Assistant.AskAsync($"{text}\n\n{question}");

        Assert.StartsWith("> ", answer, StringComparison.Ordinal);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        foreach (var quoted in answer.Split('\n').Where(line => line.StartsWith("> ", StringComparison.Ordinal)))
            Assert.Contains(Plain(quoted[2..]), Plain(text), StringComparison.Ordinal);
    }

    // Quotes are verbatim but for line breaks and the marks of lists and tables.
    private static string Plain(string text) => string.Join(' ', text.Split([' ', '\n', '-', '|'], StringSplitOptions.RemoveEmptyEntries));
}
