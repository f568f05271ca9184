using Microsoft.Extensions.Options;
using Parley.Accounts.Passwords;

namespace Parley.Core.Tests.Accounts.Passwords;

public sealed class PasswordRulesTests
{
    private static readonly PasswordRules Rules = new(Options.Create(new PasswordOptions()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("elf chars !")]
    [InlineData("Password1234")]
    [InlineData("p4ssw0rd2026!!")]
    [InlineData("passwordpassword")]
    [InlineData("Michael123456789")]
    [InlineData("letmeinletmein")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("qwertyuiop[]")]
    [InlineData("123456789012")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("asdfghjklasdfghjkl")]
    [InlineData("ada.lovelace@example.com")]
    [InlineData("LovelaceAda1843")]
    [InlineData("ParleyParley77")]
    [InlineData("Acme Rockets 1")]
    [InlineData("tabs\tare\tcontrol\tmarks")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３４")]
    public void Problem_WhatIsGuessedFirst_IsRefused(string? password) =>
        Assert.NotNull(Rules.Problem(password, "ada.lovelace@example.com", "Ada Lovelace", "Acme Rockets"));

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("Lantern gravel 41 otters")]
    [InlineData("xK9$vQ2m!pLw")]
    [InlineData("ganz viele kleine Wörter")]
    [InlineData("ночной поезд до моря")]
    [InlineData("東京の朝ごはんは美味しかった")]
    [InlineData("    six spaces around    ")]
    [InlineData("874019265530")]
    public void Problem_WhatIsOnesOwn_IsTaken(string password) =>
        Assert.Null(Rules.Problem(password, "ada.lovelace@example.com", "Ada Lovelace", "Acme Rockets"));

    [Fact]
    public void Problem_Length_CountsCharactersAsPeopleDo()
    {
        Assert.NotNull(Rules.Problem("🦊🐢🦉🐙🦀🐝🦋🐬🦔🐿🦜"));
        Assert.Null(Rules.Problem("🦊🐢🦉🐙🦀🐝🦋🐬🦔🐿🦜🐡"));
        Assert.Null(Rules.Problem(string.Concat(Enumerable.Range(0, 128).Select(i => (char)('a' + (i * 7 % 26))))));
        Assert.NotNull(Rules.Problem(string.Concat(Enumerable.Range(0, 129).Select(i => (char)('a' + (i * 7 % 26))))));
    }

    [Fact]
    public void Normalize_TheSameWordFromAnotherKeyboard_IsTheSame() =>
        Assert.Equal(PasswordText.Normalize("caf\u00e9 au lait \uFB01n"), PasswordText.Normalize("cafe\u0301 au lait fin"));
}
