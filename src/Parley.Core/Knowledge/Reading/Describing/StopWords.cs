using System.Collections.Frozen;

namespace Parley.Knowledge.Reading.Describing;

/// <summary>The most frequent small words of languages in Latin and Cyrillic script: they tell languages apart, and they tell nothing else.</summary>
internal static class StopWords
{
    public static FrozenDictionary<string, FrozenSet<string>> ByLanguage { get; } = new Dictionary<string, string>
    {
        ["en"] = "the of and to in is that it was for on are with as his they be at this have from or had by but not what all were we when your can said there use an each which she do how their if will up about then them would so these her him has more could no my than been who its now did may must should also any such into only other some you he",
        ["de"] = "der die das und ist nicht ein eine einen einem einer zu den von mit dem des im für auf sich als auch es an werden aus er hat dass sie nach wird bei noch wie über so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sind kann wenn ich wir ihr ihre seine unter muss müssen keine mir uns",
        ["fr"] = "le la les des et un une est dans que qui pour sur pas au plus par avec ce ne sont il elle nous vous ils du en aux cette mais ou où comme leur leurs ses son sa être été avoir fait peut tout tous deux si même aussi sans donc entre ces lui dont très bien",
        ["es"] = "el la los las de que y en un una es por con no para se su al lo como más del pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos son fue puede está",
        ["it"] = "il lo la gli le di che è e un una per non sono con del della dei delle nel nella si da come più al alla ma anche ha questo questa io ci se o essere stato loro tra dal dalla suo sua cui quando molto dove degli agli ai hanno era può tutti ogni",
        ["nl"] = "de het een en van is dat op te in niet zijn voor met die aan er maar om hij ook als dan nog bij uit naar wordt door over ze heeft worden was kan wat deze geen meer of je ik we haar hun zo tot wel zou moet dit der onder tegen",
        ["pt"] = "o os as de que e do da em um uma para é com não no na se por mais dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos seus quem nas me esse eles estão você são pode",
        ["sv"] = "och att det som en på är av för med den till inte om ett han men var jag sig från vi så kan när har man hon under ska också eller nu över även vid mot där efter hade alla andra mycket skulle blir bara kommer sina här",
        ["da"] = "og at det en den til er som på de med af for ikke der var et har han men jeg om vi kan så fra sig eller hun man ved skal efter også når nu over blev havde hvor ud være hvad bliver kun mange andre deres denne noget vil",
        ["no"] = "og det at en på er som av for med til ikke den har de om et han men var jeg seg fra vi kan så når hun man etter også eller skal nå over ble hadde hvor ut være hva blir bare noen andre deres denne ved mot vil ikkje",
        ["fi"] = "ja on ei se että oli hän mutta ovat kun myös tai sen niin kuin joka mukaan vain voi jos sekä hänen ole olla olisi tämä tämän nyt siitä vielä mitä minä sitä ne jälkeen kanssa jo jotka",
        ["pl"] = "i w na z się nie do to że jest o jak za po co od dla ale przez tym tego był przy może być są oraz tylko było które który która ich jego już tak bardzo czy aby pod lub więc jako także gdy",
        ["cs"] = "a se v na je že to s z do o i jako za pro ale by podle jsou nebo jeho když jen který která které byl bylo při již také po od není tak jsem ve k aby ze více roku",
        ["tr"] = "ve bir bu da de için ile çok olan olarak daha en ne gibi o ama var mi sonra kadar değil her ki ancak olduğu tarafından veya göre hem ise yok bana nasıl şey",
        ["ru"] = "и в не на что он с как это по к но его все она так же от за ты из мы бы вы у если или для нет был была быть при который которые также может до меня еще когда есть уже только",
        ["uk"] = "і в не на що він з як це по до але його всі вона так від за ти із ми ви у якщо або для немає був була бути при який які також може мене ще коли є вже тільки та",
    }.ToFrozenDictionary(language => language.Key, language => language.Value.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    public static FrozenSet<string> All { get; } = ByLanguage.Values.SelectMany(words => words).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
