//! The frame of the page: title, headings, the summary's figures, the section on method, and the files beside it.

use crate::publish::labels::Label;

labels! {
    /// Title of the window: the edition.
    WINDOW = "julkaisun {} auditointi", "granskning av utgåvan {}", "audit of edition {}";
    /// Title of the page: the edition.
    TITLE = "julkaisun {} tilastollinen auditointi", "statistisk granskning av utgåvan {}", "statistical audit of edition {}";
    /// What the page tells.
    LEAD = "Havainnot ovat syitä tarkastella asiaa lähemmin, eivät virheitä. Sijoitusten vaihteluvälit ja siirtymät kuvaavat menetelmäherkkyyttä; ne eivät ole virhemarginaaleja.",
        "Iakttagelserna är anledningar att granska närmare, inte fel. Placeringarnas intervall och förskjutningar visar känslighet för metodval; de är inga felmarginaler.",
        "Findings are reasons to look, not errors. Intervals and shifts of ranks show sensitivity to choices of method; they are not a margin of error.";
    /// The mark of a draft.
    DRAFT_MARK = "LUONNOS – ei julkaistavaksi", "UTKAST – får inte publiceras", "DRAFT – not for publication";
    /// Links to the sections.
    SECTIONS = "Sivun osat", "Sidans avsnitt", "Sections";
    /// Links to the page in other languages.
    LANGUAGES = "Sivu muilla kielillä", "Sidan på andra språk", "The page in other languages";
    /// Section 1.
    SUMMARY = "Yhteenveto", "Sammanfattning", "Summary";
    /// Section 2.
    STRUCTURE = "Indeksi ja sen aineisto", "Indexet och dess material", "The index and its data";
    /// Section 3.
    COHERENCE = "Käsitteellinen ja tilastollinen johdonmukaisuus", "Begreppslig och statistisk samstämmighet", "Conceptual and statistical coherence";
    /// Section 4.
    UNCERTAINTY = "Epävarmuusanalyysi: kuinka varmoja sijoitukset ovat", "Osäkerhetsanalys: hur säkra placeringarna är", "Uncertainty: how sure the ranks are";
    /// Section 5.
    SENSITIVITY = "Herkkyysanalyysi: mistä sijoitukset riippuvat", "Känslighetsanalys: vad placeringarna beror på", "Sensitivity: what the ranks depend on";
    /// Section 6.
    SHIFTS = "Siirtymät skenaarioittain: yksi valinta kerrallaan", "Förskjutningar per scenario: ett val i taget", "Shifts by scenario: one choice at a time";
    /// Section 7.
    METHOD = "Menetelmä ja sivun lukuohje", "Metod och läsanvisning", "Method, and how to read this page";
    /// Who made it.
    MADE_BY = "Laadittu ohjelmalla evp {}.", "Framställd med evp {}.", "Made by evp {}.";

    /// Figure: ranked regions.
    N_RANKED = "sijoituksen saaneita alueita", "områden med placering", "regions ranked";
    /// Figure: indicators.
    N_INDICATORS = "indikaattoreita", "indikatorer", "indicators";
    /// Figure: findings.
    N_FINDINGS = "havaintoja", "iakttagelser", "findings on coherence";
    /// Figure: median width; the interval in per cent.
    MEDIAN_WIDTH = "sijaa: {}\u{a0}%:n vaihteluvälien mediaanileveys", "placeringar: medianbredd för {}-procentsintervallen", "places: median width of the {} % intervals";
    /// Figure: narrow intervals; the number of places, and the same with its noun.
    NARROWER = "vaihteluväleistä on alle {0} sijan levyisiä", "av intervallen är smalare än {1}", "of intervals narrower than {1}";
    /// Figure: regions outside.
    N_OUTSIDE = "alueita oman vaihteluvälinsä ulkopuolella", "områden utanför sitt eget intervall", "regions outside their own interval";
    /// Heading of the first findings.
    FIRST_FINDINGS = "Ensimmäiseksi tarkasteltavat havainnot", "Iakttagelser att granska först", "Findings to look at first";
    /// That they are the first ones, before a link.
    FIRST_OF_EACH = "Kustakin aiheesta ensimmäinen;", "Den första inom varje ämne;", "The first of each topic;";
    /// The link: how many there are.
    ALL_FINDINGS = "kaikki havainnot ({})", "samtliga iakttagelser ({})", "all {} findings";
    /// Where they stand, after the link.
    IN_SECTION_3 = "ovat luvussa 3.", "finns i avsnitt 3.", "stand in section 3.";

    /// Heading: the method of the index.
    HOW_COMPUTED = "Indeksin laskenta", "Så beräknas indexet", "How the index is computed";
    /// Heading: the method of the audit.
    HOW_AUDITED = "Auditoinnin menetelmät", "Så görs granskningen", "How the audit is made";
    /// How coherence is measured.
    ON_COHERENCE = "Johdonmukaisuus: pisteiden Pearsonin r niistä alueista, joilla on molemmat; efektiivinen paino: Paruolo, Saisana ja Saltelli (2013); Cronbachin alfa niistä alueista, joilla on kaikki indikaattorit; korrelaatiomatriisin pääkomponentit.",
        "Samstämmighet: Pearsons r för poängen över de områden som har båda; effektiv vikt enligt Paruolo, Saisana och Saltelli (2013); Cronbachs alfa över de områden som har alla indikatorer; korrelationsmatrisens principalkomponenter.",
        "Coherence: Pearson's r of scores over the regions that have both; effective weight after Paruolo, Saisana and Saltelli (2013); Cronbach's alpha over the regions that have all indicators; principal components of the correlation matrix.";
    /// How uncertainty is measured.
    ON_UNCERTAINTY = "Epävarmuusanalyysi: kussakin simulaatiossa valinnat arvotaan toisistaan riippumatta, pisteet ja sijoitukset lasketaan uudelleen ja tulos kirjataan; lähteenä OECD:n ja JRC:n käsikirja Handbook on Constructing Composite Indicators (2008). Vaihteluvälillä on ilmoitettu osuus simulaatioista, ja kummastakin päästä jää pois yhtä monta. Simulaatiot, joita ei voida laskea, ilmoitetaan lukumäärineen ja syineen.",
        "Osäkerhetsanalys: i varje simulering dras valen oberoende av varandra, poäng och placeringar beräknas på nytt och utfallet registreras; enligt OECD:s och JRC:s handbok Handbook on Constructing Composite Indicators (2008). Ett intervall rymmer den angivna andelen av simuleringarna, och lika många utelämnas i vardera änden. Simuleringar som inte kan beräknas redovisas med antal och orsak.",
        "Uncertainty: every replicate draws its choices independently, recomputes scores and ranks, and counts; after the OECD/JRC Handbook on Constructing Composite Indicators (2008). An interval holds the stated share of the replicates, the same number left out at each end. A replicate that cannot be computed is counted and named.";
    /// How sensitivity is measured.
    ON_SENSITIVITY = "Herkkyysanalyysi: varianssipohjaiset Sobol-indeksit: Saltelli ym. (2010) ja Jansen (1999), sekä niiden 95\u{a0}%:n bootstrap-välit. Estimaatit voivat olla hieman alle 0 tai yli 1.",
        "Känslighetsanalys: variansbaserade Sobolindex enligt Saltelli m.fl. (2010) och Jansen (1999), med 95-procents bootstrapintervall. Skattningarna kan ligga något under 0 eller över 1.",
        "Sensitivity: indices of the variance after Saltelli and others (2010) and Jansen (1999), with 95 % bootstrap intervals. Estimates may lie a little below 0 or above 1.";
    /// How shifts are measured.
    ON_SHIFTS = "Siirtymät: sijoitusten erotusten itseisarvojen keskiarvo niistä alueista, joilla on sijoitus molemmilla kerroilla: Saisana, Saltelli ja Tarantola (2005). Korrelaatio on Spearmanin.",
        "Förskjutningar: medeltalet av placeringarnas absoluta skillnader enligt Saisana, Saltelli och Tarantola (2005), över de områden som har placering båda gångerna. Korrelationen är Spearmans.",
        "Shifts: mean absolute difference of ranks after Saisana, Saltelli and Tarantola (2005), over the regions ranked both times. Correlation is Spearman's.";
    /// What none of it tells.
    ON_LIMITS = "Vaihteluvälit ja siirtymät kertovat, kuinka paljon sijoitus riippuu valinnoista, jotka olisi voitu tehdä toisin. Ne eivät kerro tilastojen virheistä, ellei arvojen virheitä arvota, eivätkä siitä, ovatko valinnat oikeat.",
        "Intervall och förskjutningar visar hur mycket en placering beror på val som hade kunnat göras på annat sätt. De säger ingenting om fel i statistiken, om inte fel i värdena dras, och inte heller om valen är de rätta.",
        "Intervals and shifts tell how much a rank depends on choices that could have been made otherwise. They say nothing of errors in the statistics, unless errors of values are drawn, nor whether the choices are the right ones.";
    /// Heading: files.
    TABLES = "Sivuun liittyvät taulukot", "Tabeller till sidan", "Tables beside this page";
    /// Caption of the files, before a link.
    FILES_ARE = "Kansion tiedostot: erottimena pilkku, desimaalipiste, täysi tarkkuus; tyhjä solu tarkoittaa puuttuvaa tietoa. Tiedostossa",
        "Mappens filer: kommatecken som avgränsare, decimalpunkt, full precision; en tom cell betyder att uppgift saknas. Filen",
        "Files of the folder; comma, decimal point, full precision, an empty cell is missing.";
    /// After the link to the manifest.
    HASHES = "on niiden tiivisteet", "har deras kontrollsummor", "has their hashes";
    /// Column: file.
    FILE = "Tiedosto", "Fil", "File";
    /// Column: content.
    CONTENT = "Sisältö", "Innehåll", "Content";
    /// Heading: inputs.
    INPUTS = "Lähtöaineistot", "Källmaterial", "Inputs";
    /// Caption of the inputs.
    INPUTS_ARE = "Luetut tilastot", "Statistik som lästes", "Statistics that were read";
    /// Column: rows.
    ROWS = "Rivejä", "Rader", "Rows";
    /// Column: hash.
    SHA = "SHA-256", "SHA-256", "SHA-256";

    /// File.
    FINDINGS_FILE = "havainnot sekä niiden indikaattorit, osa-alueet tai alueet", "iakttagelser, med de indikatorer, delområden eller områden som de gäller", "findings, with the indicators, factors or regions concerned";
    /// File.
    WEIGHTS_FILE = "nimelliset ja efektiiviset painot", "nominella och effektiva vikter", "nominal and effective weights";
    /// File.
    AVAILABILITY_FILE = "indikaattorien saatavuus", "indikatorernas tillgänglighet", "availability of the indicators";
    /// File.
    AVAILABILITY_REGIONS_FILE = "saatavuus alueittain", "tillgänglighet per område", "availability in each region";
    /// File.
    DISTRIBUTION_FILE = "alkuperäisten arvojen jakauma", "de ursprungliga värdenas fördelning", "spread of the raw values";
    /// File.
    OUTLIERS_FILE = "kaikki poikkeavat arvot", "alla avvikande värden", "every value that stands apart";
    /// File.
    PARAMETERS_FILE = "kaikki aineistosta sovitetut luvut, myös poikkeavien arvojen käsittelyn", "alla tal som anpassats till materialet, också behandlingen av avvikande värden", "every number that was fitted on the data, treatment of outliers included";
    /// File.
    CORRELATIONS_FILE = "indikaattorien ja osa-alueiden korrelaatiot: Pearson, Spearman, Kendall", "indikatorernas och delområdenas korrelationer: Pearson, Spearman, Kendall", "correlations of indicators and factors: Pearson, Spearman, Kendall";
    /// File.
    RELIABILITY_FILE = "indeksin ja sen osa-alueiden Cronbachin alfa", "Cronbachs alfa för indexet och dess delområden", "Cronbach's alpha of the index and its factors";
    /// File.
    RELIABILITY_INDICATORS_FILE = "kukin indikaattori verrattuna osa-alueensa muihin", "varje indikator mot resten av sitt delområde", "each indicator with the rest of its factor";
    /// File.
    COMPONENTS_FILE = "pääkomponentit", "principalkomponenter", "principal components";
    /// File.
    LOADINGS_FILE = "indikaattorien lataukset komponenteilla", "indikatorernas laddningar på komponenterna", "indicators in the components";
    /// File.
    TIES_FILE = "samat arvot ja jaetut sijoitukset", "lika värden och delade placeringar", "equal values and shared ranks";
    /// File.
    ROBUSTNESS_FILE = "kunkin alueen vaihteluväli, mediaani, todennäköisyydet ja ryhmä", "varje områdes intervall, median, sannolikheter och grupp", "each region's interval, median, probabilities and group";
    /// File.
    RANK_PROBABILITIES_FILE = "kuinka usein kukin alue on kullakin sijalla", "hur ofta varje område har en viss placering", "how often each region has each rank";
    /// File.
    SENSITIVITY_FILE = "sijoitusten keskisiirtymän herkkyysindeksit", "känslighetsindex för placeringarnas genomsnittliga förskjutning", "sensitivity indices of the mean shift of ranks";
    /// File.
    SENSITIVITY_REGIONS_FILE = "kunkin alueen sijoituksen herkkyysindeksit", "känslighetsindex för varje områdes placering", "sensitivity indices of each region's rank";
    /// File.
    SCENARIOS_FILE = "siirtymät skenaarioittain", "förskjutningar per scenario", "shifts by scenario";
    /// File.
    SCENARIO_RANKS_FILE = "kunkin alueen pisteet ja sijoitus kussakin skenaariossa", "varje områdes poäng och placering i varje scenario", "each region's score and rank in each scenario";
    /// File.
    NOT_ASKED_FILE = "skenaariot, joilla ei ole merkitystä tässä indeksissä, ja syy", "scenarier som inte är meningsfulla för detta index, med orsaken", "scenarios that have no meaning for this index, with the reason";
}
