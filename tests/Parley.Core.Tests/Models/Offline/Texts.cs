namespace Parley.Core.Tests.Models.Offline;

/// <summary>Texts to ask about, written for these tests.</summary>
internal static class Texts
{
    public const string Policy = """
        # Remote work policy

        This policy applies to all permanent employees of Northwind Tools. Contractors follow the terms of their own agreements.

        ## Eligibility

        Employees may work from home after six months of employment. Interns need the written approval of their mentor. Every
        remote day has to be entered in the calendar by 9:00 on the same day.

        ## Equipment

        The company lends each employee a laptop, a monitor and a headset. It pays up to 300 euros once for a desk or chair.
        Damaged equipment must be reported to the service desk within 24 hours.

        ## Working hours

        Core hours are from 10:00 to 15:00. Outside core hours, employees choose their own schedule. Overtime is approved by
        the team lead before it is worked.

        ## Leave

        - Full-time employees have 28 days of paid vacation per year.
        - Up to five unused days carry over to the next year and expire on 31 March.
        - Sick leave longer than three days requires a doctor's note.

        ## Security

        Confidential documents may not be printed at home. Lost devices are reported to security@northwind.example at once,
        because a device can only be wiped while it is online.
        """;

    public const string Log = """
        2026-02-11 03:12:01 INFO  scheduler: Job nightly-backup started on host db-2
        2026-02-11 03:12:44 WARN  storage: Volume /var/data is 91% full
        2026-02-11 03:14:09 ERROR backup: Could not write archive: no space left on device
        2026-02-11 03:14:10 INFO  scheduler: Job nightly-backup failed after 129 seconds
        2026-02-11 03:15:00 INFO  alerting: Paged on-call engineer Priya Raman
        2026-02-11 03:41:37 INFO  storage: Removed 48 expired snapshots
        2026-02-11 03:42:02 INFO  scheduler: Job nightly-backup restarted by priya
        2026-02-11 04:20:55 INFO  backup: Archive written, 212 GB, checksum verified
        """;

    public const string Api = """
        # Parcel API

        The Parcel API is a REST interface for tracking shipments. The base URL is https://api.parcel.example/v2.

        ## Authentication

        Send your key in the `X-Api-Key` header. Keys are created in the console and expire after 90 days.

        ## Rate limits

        Each key may send 120 requests per minute. When the limit is exceeded, the server answers with status 429 and a
        `Retry-After` header.

        ## Endpoints

        | Method | Path | Purpose |
        |---|---|---|
        | GET | /shipments/{id} | Returns one shipment |
        | POST | /shipments | Creates a shipment |
        | DELETE | /shipments/{id} | Cancels a shipment that has not been picked up |

        ## Webhooks

        A webhook is called whenever the state of a shipment changes. Deliveries that fail are repeated five times with
        growing pauses. Every call is signed with HMAC-SHA256.
        """;

    public const string Story = """
        The old lighthouse keeper, Tomas Brandt, had not left the island for eleven years. Every morning he climbed the 214 steps
        to the lamp and wrote the weather into a green notebook. One evening in October a small boat struck the rocks below the
        tower. Tomas ran down with a rope and pulled a young woman out of the water. Her name was Ilse Marten, and she was a
        cartographer from the mainland. She had come to map the currents around the island because ships kept vanishing there.
        Together they studied the green notebook and found that the ships had vanished only on nights with a north wind. Ilse
        stayed until spring and drew a chart that marked a hidden reef. After that no ship was lost again. Tomas kept the first
        copy of the chart on the wall above his bed.
        """;

    public const string Minutes = """
        Minutes of the product meeting, 4 May 2026

        Present: Lena Fischer, Omar Haddad, Grace Liu, Pavel Novak
        Apologies: Susan Wright

        1. Release 3.2
        Omar reported that the release is delayed by two weeks. The new release date is 29 May. The cause is a defect in the
        import module. Grace will test the fix.

        2. Budget
        Lena presented the budget for the third quarter. The team approved 45,000 euros for new servers. Pavel asked for a
        second quotation before anything is ordered.

        3. Hiring
        Two candidates for the support position were interviewed. The team chose Amira Saleh. She starts on 1 July.

        Next meeting: 18 May 2026 at 14:00 in room Danube.
        """;

    public const string Mail = """
        Hi team,

        the migration to the new data centre in Rotterdam will happen on Saturday, 12 September, between 6 am and 2 pm. During this window the shop and the invoice portal are offline. The phone system is not affected.

        Please save your work by Friday evening. Karim is responsible for the switchover, and Beatriz will be the contact for customers. If anything goes wrong we roll back before noon.

        The old contract with HostLine ends on 30 September and costs us 8,400 euros per month, which is why we cannot postpone again.

        Best,
        Wouter
        """;

    public const string Biography = """
        Mirela Stan was born in Cluj in 1968. She studied physics in Bucharest and moved to Toronto in 1994. In 2003 she founded
        Lumen Optics together with her brother Radu. The company makes lenses for microscopes and employs 140 people. In 2015 she
        received the Hale Medal for her work on low-cost imaging. She lives with her husband and two daughters in Hamilton. Her
        hobby is restoring old violins.
        """;

    public const string Readme = """
        # tidycsv

        A command line tool that cleans CSV files.

        ## Installation

        Run `npm install -g tidycsv`. Node 18 or newer is required.

        ## Usage

        ```
        tidycsv input.csv --out clean.csv
        ```

        The option `--dry-run` prints the changes without writing them. Use `--delimiter` to set another separator; the
        default is a comma. Files up to 2 GB are supported.

        ## License

        MIT. Bugs are tracked on GitHub.
        """;

    public const string Lease = """
        The flat at 14 Harbour Street is let to Nadia Osei from 1 February 2026 for two years. The monthly rent is 920 pounds
        and is due on the third day of each month. A deposit of 1,840 pounds is held by the agency Brightkey. Pets are allowed
        only with the landlord's written consent. The tenant may end the lease early with eight weeks' notice. Heating is
        included in the rent, electricity is not. Repairs under 100 pounds are paid by the tenant. The landlord is Mr Colin
        Farrow, who lives in Leeds. Smoking is forbidden in the whole building.
        """;

    public const string Race = """
        The Fenmarch Ultra is a 90 kilometre trail race held every year on the second Sunday of June. It starts in the village
        of Dorrin and ends at the old mill of Kest. The first race took place in 1997 with 38 runners. Last year 612 people
        finished it. The course record of 7 hours and 41 minutes was set by Joana Reis in 2019. Runners must carry a whistle,
        a rain jacket and one litre of water. The fee is 75 euros until March and 95 euros afterwards. There are six aid
        stations. The organiser is the athletics club of Dorrin. In 2021 the race was cancelled because of a flood.
        """;

    public const string German = """
        # Hausordnung des Wohnheims

        ## Ruhezeiten

        Die Nachtruhe beginnt um 22 Uhr und endet um 7 Uhr. An Sonntagen ist ganztägig Ruhe zu halten.

        ## Schlüssel

        Jede Bewohnerin und jeder Bewohner erhält zwei Schlüssel. Der Verlust eines Schlüssels kostet 45 Euro und ist der
        Hausverwaltung sofort zu melden. Die Hausverwaltung leitet Frau Petra Kowalski.

        ## Kündigung

        Die Kündigungsfrist beträgt drei Monate zum Ende des Semesters. Die Kündigung muss schriftlich erfolgen.

        ## Waschküche

        Die Waschküche befindet sich im Keller von Haus B. Eine Wäsche kostet 1,50 Euro.
        """;
}
