using Parley.Accounts.Users;

namespace Parley.Core.Tests.Accounts.Users;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.com", "ada@example.com")]
    [InlineData(" Ada.Lovelace+x@EXAMPLE.com ", "ada.lovelace+x@example.com")]
    [InlineData("o'hara@sub.example.co", "o'hara@sub.example.co")]
    [InlineData("jörg@Bücher.example", "jörg@xn--bcher-kva.example")]
    [InlineData("jörg@xn--bcher-kva.example", "jörg@xn--bcher-kva.example")]
    [InlineData("root@localhost", "root@localhost")]
    public void Read_Address_IsComparedInOneForm(string text, string key) => Assert.Equal(key, EmailAddress.Read(text)?.Key);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("a b@example.com")]
    [InlineData(".a@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("\"a b\"@example.com")]
    [InlineData("a@[192.0.2.1]")]
    [InlineData("a@exam\nple.com")]
    [InlineData("a\r\nBcc: x@example.com")]
    [InlineData("a@-example.com")]
    [InlineData("a@example..com")]
    [InlineData("<script>@example.com")]
    public void Read_WhatIsNone_IsNone(string? text) => Assert.Null(EmailAddress.Read(text));

    [Fact]
    public void Read_TooLong_IsNone()
    {
        Assert.Null(EmailAddress.Read($"{new string('a', 65)}@example.com"));
        Assert.Null(EmailAddress.Read($"a@{string.Join('.', Enumerable.Repeat(new string('b', 50), 6))}.com"));
    }
}
