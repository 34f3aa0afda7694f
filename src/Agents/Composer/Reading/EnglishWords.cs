namespace Vitrine.Agents.Composer.Reading;

/// <summary>
/// Plain English that the planner knows: words that mean nothing for an app, words that are right as they stand, and words of business that mean the same.
/// Nothing here comes from a project; a test holds the composer to that.
/// </summary>
internal static class EnglishWords
{
    private static readonly HashSet<string> Fillers = Set(
        """
        a an the this that these those my our your their his her its me us we i you they it he she who what which whose how why there here
        show showing shows shown give giving create creates creating build builds building make makes making made display displaying displays draw generate visualize visualise plot present see seeing view look looking
        need needs want wants wanted like would could can should may might must will shall please let lets get getting put have has having had do does did be been being was were am
        of to so if then than too very really just also any some all every both more most other another such own same each few lot lots many much several various different
        data dataset number numbers figure figures chart charts graph graphs visual visuals visualization visualizations widget widgets tile tiles panel panels card cards screen screens information info insights insight details detail detailed stuff things thing
        nice nicely good great beautiful beautifully clean simple simply quick quickly modern interactive useful helpful clear clearly easy easily new fresh short small big full complete whole entire overall general main important relevant interesting
        app application tool dashboard dashboards page pages report reports overview summary summaries analysis analytics analyze analyse analysing analyzing breakdown breakdowns comparison comparisons compare compared comparing performance performing perform
        track tracking monitor monitoring follow understand explore explain explaining tell know learn find out up down into onto about around over under between along against versus vs
        work works working going doing done go come comes use used uses using based focus focused focusing keep keeping take add adding including included include contain contains containing
        now currently today recent recently latest current year years month months week weeks day days quarter quarters hour hours time times date dates period periods
        team teams manager managers management boss ceo cfo board executive executives exec stakeholder stakeholders company business people someone everyone meeting review reviews weekly monthly daily
        first second third one two three left right side top bottom next below above inside plus minus well per via etc e g ie eg ok hi hello hey thanks thank dear kindly asap returning excluded omitted plain basic able better worse spare individual respective existing certain particular cheers sorry fyi btw guys folks somebody anybody something anything nothing everything off odd weird strange curious wonder wondering hmm uh um basically literally honestly maybe perhaps probably guess meant mean means altogether everybody
        i'd i'll i'm i've we'd we'll we're we've you'd you'll they're don't doesn't can't won't isn't aren't didn't
        value values total totals amount amounts rate rates share shares distribution distributed percentage percentages percent ratio split level levels list lists listing listed ranking ranked rank ranks sort sorted highlight highlights
        level basis way ways kind kinds sort sorts type types term terms part parts group groups grouped section sections tab tabs title titled called named name filter filters filtering filterable selectable dropdown selector drilldown drill layout style
        growth growing grow grew change changes changed changing develop developed developing evolve evolved evolving move moved rise rising fall falling drop dropped decline declines declined declining improve improves improved improvement dip dips spike spikes surge slump recover recovery progress progressing longer shorter everywhere anywhere worldwide globally nationwide elsewhere increase increased decrease decreased trend trends
        sell sells bring brings gain gained generate generates earn earned buy buys happen happens happened happening perform performed become
        came ran went got gave took brought bought underperforming underperform outperforming outperform struggling
        away win wins look looks when where while because since until before after as at by for from in on with without within across through during and or but not no yes nor only even still yet already always never often sometimes
        """);

    /// <summary>Fillers that name something in many catalogs; they are dropped only where no field is called so.</summary>
    private static readonly HashSet<string> Weak = [.. Set("total sum number amount value count name overall all num quantity volume label title unique distinct").Select(Stemmer.Stem)];

    private static readonly HashSet<string> Plain = Set(
        """
        weather story stories house water money place world school state family student country problem hand system program question government night point home room mother area book word fact month lot right study eye job
        business issue side kind head service friend father power hour game line end member law car city community name president minute idea body information back parent face others level office door health person art war history
        party result morning reason research girl guy moment air teacher force education foot boy age policy process music market sense nation plan college interest death experience effect class control care field development role effort
        rate heart drug show leader light voice wife police mind price report decision son view relationship town road arm difference value building action season society tax director position player record paper space ground form event official
        matter center couple site project activity star table need court oil situation cost industry figure street image phone picture practice piece land product doctor wall patient worker news test movie north love support technology step
        baby computer film tree source hair window culture chance brother energy period course summer plant opportunity term letter condition choice rule south husband floor campaign material population call economy hospital church risk fire future
        defense security bank west sport board subject officer rest behavior performance fight top goal bed order author blood agency nature color store sound movement page race concern series language response animal factor decade article east artist
        scene stock career treatment approach size dog fund media sign thought list individual quality pressure answer resource meeting disease success cup amount ability staff character growth loss degree attack region television box training trade deal
        election feeling standard bill message analysis benefit lawyer section glass skill sister professor operation crime stage authority design sort knowledge gun station strategy truth song example environment leg dark public salary salaries employee employees
        planet planets recipe recipes football soccer temperature rain forecast horoscope joke poem stocks bitcoin crypto visitor visitors traffic carbon emission emissions election elections hiring headcount payroll vacation machine machines factory
        please thanks should would could there their where which while about after again first other these those under until great large small never every still found world right using since thing think three being early given later local lower major maybe means might
        month ought place quite shall short start stuff taken today total tried until value whole whose write wrong young above admin alone along among began below bring built carry catch cause chart coast check claim class clear close count cover daily death doing doubt draft drive
        """);

    private static readonly Dictionary<string, HashSet<string>> SameByStem = Concepts(
        "revenue sales sell turnover income takings gmv proceeds spend spent money",
        "customer client buyer shopper consumer",
        "order purchase transaction",
        "product item article sku goods merchandise",
        "profit margin earnings",
        "cost spend spent expense expenditure spending",
        "country nation",
        "region area territory",
        "count number quantity volume",
        "average avg mean typical",
        "employee staff worker headcount",
        "store shop branch outlet location",
        "ticket case request issue complaint complain",
        "refund reimbursement",
        "return returned",
        "rate ratio percentage percent share",
        "visit session",
        "traffic visit session",
        "price pricing",
        "category department class",
        "channel medium source",
        "segment tier",
        "signup registration",
        "user account member",
        "duration length time",
        "discount rebate markdown",
        "status state stage",
        "payment paid pay",
        "delivery shipping shipment",
        "supplier vendor",
        "rating mark score satisfaction",
        "satisfaction satisfied happy happiness",
        "sold sell seller",
        "response respond reply answer",
        "occupancy occupied",
        "usage used use",
        "largest biggest greatest",
        "weight mass",
        "budget target quota",
        "cancel cancellation canceled cancelled",
        "subscription subscriber plan",
        "churn attrition",
        "kind type",
        "gender sex",
        "quantity units pieces",
        "amount value",
        "maker manufacturer brand",
        "visitor traffic",
        "phone mobile smartphone cellphone handset",
        "desktop computer laptop pc",
        "warehouse depot",
        "labor labour",
        "utilisation utilization");

    private static readonly HashSet<string> Participles = Set("made paid bought sold sent done given taken run held seen written brought driven won lost placed");

    private static readonly HashSet<string> Deeds = Set("sell bring make earn generate cost buy order spend take get return sold brought made earned generated bought ordered spent took got returned");

    private static readonly HashSet<string> States = Set("open closed active inactive pending current live outstanding ongoing running ended finished unfinished past former existing recent");

    private static readonly HashSet<string> OfCharts = Set("based combined compared stacked grouped sorted filtered ordered ranked needed coloured colored sliced segmented splitted");

    private static readonly string[] WarningPhrases =
    [
        "deprecated", "do not use", "don't use", "not use", "not to be used", "never use", "inflated", "double count", "double-count", "counts twice", "counted twice", "internal only", "internal use", "for internal", "test only", "for testing", "only for test",
        "legacy", "obsolete", "unreliable", "always empty", "always null", "always zero", "never filled", "never set", "not maintained", "no longer", "superseded", "placeholder", "broken", "do not report", "debug", "outdated", "incorrect", "wrong numbers", "use with care",
        "retired", "old report", "unused", "ignore this", "not reliable", "experimental", "do not trust", "discontinued field",
    ];

    private static readonly string[] WarningTags = ["deprecated", "internal", "test", "legacy", "do-not-use", "do_not_use", "hidden", "obsolete", "wip", "experimental", "debug"];

    /// <summary>Whether it is what was done with something, so that "by" after it says how or by whom. What is done with charts is not.</summary>
    public static bool IsParticiple(string word) => Participles.Contains(word) || (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && !OfCharts.Contains(word));

    /// <summary>What several do or did: the word after those who do it.</summary>
    public static bool IsDeed(string word) => Deeds.Contains(word);

    /// <summary>Whether it says how things stand: a catalog that does not know it still has the things.</summary>
    public static bool IsState(string word) => States.Contains(word);

    /// <summary>"out" in "handed out".</summary>
    public static bool IsParticle(string word) => word is "over" or "out" or "in" or "up" or "off" or "back";

    /// <summary>Words that add nothing to what an app shall show.</summary>
    public static bool IsFiller(string word) => Fillers.Contains(word);

    /// <summary>Everyday words that are right as they stand.</summary>
    public static IReadOnlyCollection<string> Nouns => Plain;

    /// <summary>Words of a name that say little of what it names.</summary>
    public static bool IsWeak(string stem) => Weak.Contains(stem);

    /// <summary>Whether the word is right as it stands, so that nothing near it was meant.</summary>
    public static bool Knows(string word) => Plain.Contains(word) || Fillers.Contains(word) || SameByStem.ContainsKey(Stemmer.Stem(word));

    /// <summary>Whether it is a word of business, so that a catalog without it has nothing of the kind.</summary>
    public static bool IsOfBusiness(string stem) => SameByStem.ContainsKey(stem);

    /// <summary>Whether two words of business mean much the same.</summary>
    public static bool AreSame(string stem, string other) => SameByStem.TryGetValue(stem, out var same) && same.Contains(other);

    /// <summary>The part of a text that warns against what it describes, or null.</summary>
    public static string? Warning(string? text)
        => text is null ? null : WarningPhrases.FirstOrDefault(phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase));

    public static bool IsWarningTag(string tag) => WarningTags.Contains(tag.ToLowerInvariant());

    private static HashSet<string> Set(string words) => [.. words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    private static Dictionary<string, HashSet<string>> Concepts(params string[] groups)
    {
        var all = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var stems = group.Split(' ').Select(Stemmer.Stem).ToList();
            foreach (var stem in stems)
            {
                if (!all.TryGetValue(stem, out var same)) all[stem] = same = new HashSet<string>(StringComparer.Ordinal);
                same.UnionWith(stems.Where(other => other != stem));
            }
        }

        return all;
    }
}
