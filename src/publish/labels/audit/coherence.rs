//! Section 3: conceptual and statistical coherence.

use crate::publish::labels::Label;

labels! {
    /// What is looked at.
    IS_ABOUT = "Kaikki pisteet on suunnattu samoin: enemmän on parempi. Saman osa-alueen indikaattorien pitäisi kulkea samaan suuntaan keskenään ja osa-alueen kanssa kertomatta silti samaa asiaa; osa-alueen pitäisi olla yksi ulottuvuus.",
        "Alla poäng pekar åt samma håll, mer är bättre. Indikatorerna i ett delområde bör stämma överens med varandra och med delområdet utan att säga samma sak; ett delområde bör vara en enda dimension.",
        "All scores point the same way, more is better. Indicators of one factor should agree with each other and with the factor, without saying the same; a factor should be one thing.";
    /// Heading: findings.
    FINDINGS = "Havainnot", "Iakttagelser", "Findings";
    /// Heading: correlations.
    CORRELATIONS = "Korrelaatiot", "Korrelationer", "Correlations";
    /// The key of the letters; then each letter with its words.
    KEY = "Jokaisessa solussa on etumerkki ja arvo. Kirjaimet osoittavat, mitä tarkastaja katsoisi:",
        "Varje cell har tecken och värde. Bokstäver markerar det som en granskare skulle titta på:",
        "Each cell has sign and value. Letters mark what an auditor would look at:";
    /// Letter.
    LETTER_SAME = "s", "l", "s";
    /// What it means.
    SAME_IS = "kertoo samaa (|r| yli 0,92)", "lika, säger samma sak (|r| över 0,92)", "says the same (|r| above 0.92)";
    /// Letter.
    LETTER_OPPOSED = "v", "m", "o";
    /// What it means.
    OPPOSED_IS = "vastakkainen (r alle −0,1, ei sattumalta)", "motsatt (r under −0,1, inte av en slump)", "opposed (r below −0.1, not by chance)";
    /// Letter.
    LETTER_WEAK = "h", "s", "w";
    /// What it means.
    WEAK_IS = "heikko (|r| alle 0,3, vaikka yhteyttä pitäisi olla)", "svag (|r| under 0,3 där det borde finnas ett samband)", "weak (|r| below 0.3 where there should be agreement)";
    /// The legend of colours.
    LEGEND = "Värit yhteyden voimakkuuden mukaan", "Färger efter styrka", "Colours by strength";
    /// Least.
    AND_BELOW = "{} tai alle", "{} och lägre", "{} and below";
    /// Nothing.
    AROUND = "noin 0", "kring 0", "around 0";
    /// Most.
    AND_ABOVE = "{} tai yli", "{} och högre", "{} and above";
    /// Caption of the indicators' correlations.
    INDICATORS = "Indikaattorien pisteiden korrelaatiot (Pearsonin r) osa-alueittain", "Korrelationer mellan indikatorernas poäng (Pearsons r), delområde för delområde", "Correlations of the indicators' scores (Pearson's r), factor by factor";
    /// Caption of the factors' correlations.
    FACTORS = "Indeksin ja sen osa-alueiden pisteiden korrelaatiot (Pearsonin r)", "Korrelationer mellan poängen för indexet och dess delområden (Pearsons r)", "Correlations of the scores of the index and its factors (Pearson's r)";
    /// Corner of the matrix.
    WITH = "Muuttuja", "Med", "With";
    /// No matrix: one indicator.
    ALONE = "Yhdellä indikaattorilla ei ole vertailtavaa.", "En enda indikator har inget att jämföras med.", "One indicator has nothing to agree with.";
    /// No matrix: too many.
    TOO_MANY = "Indikaattoreita on {}, ja niiden pareja on sivulle liikaa; kaikki ovat tiedostossa correlations.csv.",
        "{} indikatorer ger för många par för en sida; alla finns i correlations.csv.",
        "{} indicators have too many pairs for a page; all stand in correlations.csv.";
    /// Flag, also in a table.
    SAME = "kertoo samaa", "säger samma sak", "same";
    /// Flag.
    OPPOSED = "vastakkainen", "motsatt", "opposed";
    /// Flag.
    WEAK = "heikko", "svag", "weak";
    /// Where a flag is.
    FLAG_OF_FACTOR = "{} (osa-alue)", "{} (delområde)", "{} (factor)";
    /// Where a flag is.
    FLAG_OF_INDEX = "{} (indeksi)", "{} (index)", "{} (index)";
    /// Caption.
    WITH_WHOLE = "Indikaattorit ja ylemmät tasot: korrelaatio oman osa-alueen kanssa, osa-alueen muiden indikaattorien kanssa, osa-alueen alfa ilman indikaattoria ja korrelaatio indeksin kanssa",
        "Indikatorerna och nivåerna ovanför: korrelation med det egna delområdet, med resten av delområdet, delområdets alfa utan indikatorn och korrelation med indexet",
        "Indicators with what stands above them: correlation with the own factor, with the rest of the factor, alpha of the factor without the indicator, and correlation with the index";
    /// Column.
    R_FACTOR = "r osa-alue", "r delområde", "r factor";
    /// Column.
    R_REST = "r muut", "r resten", "r rest";
    /// Column.
    ALPHA_WITHOUT = "Alfa ilman", "Alfa utan", "Alpha without";
    /// Column.
    R_INDEX = "r indeksi", "r indexet", "r index";
    /// Column.
    CHART_OF_R = "Kuvio: r indeksi", "Diagram över r indexet", "Chart of r index";

    /// Heading: reliability.
    RELIABILITY = "Reliabiliteetti ja pääkomponentit", "Reliabilitet och principalkomponenter", "Reliability and principal components";
    /// What alpha means.
    ALPHA_IS = "Alfan arvoa 0,7 tai yli pidetään yleensä merkkinä siitä, että indikaattorit muodostavat yhtenäisen kokonaisuuden. Yksiulotteisella osa-alueella on yksi komponentti, jonka ominaisarvo on yli 1.",
        "Ett alfa på minst 0,7 brukar anses betyda att indikatorerna hänger ihop. Ett delområde som är en enda dimension har en komponent med ett egenvärde över 1.",
        "Alpha of 0.7 or more is commonly taken to mean that indicators hang together. A factor that is one thing has one component with an eigenvalue above 1.";
    /// Flag.
    LOW_ALPHA = "matala alfa", "lågt alfa", "low alpha";
    /// Flag.
    SEVERAL_THINGS = "{} ulottuvuutta eikä yksi", "{} dimensioner i stället för en", "{} things rather than one";
    /// Caption.
    RELIABILITY_IS = "Reliabiliteetti ja ulottuvuudet: alempien indikaattorien Cronbachin alfa, pääkomponentit, joiden ominaisarvo on yli 1, ensimmäisen selittämä varianssi ja kuinka monta komponenttia tarvitaan 60 prosenttiin",
        "Reliabilitet och dimensioner: Cronbachs alfa för indikatorerna under noden, principalkomponenter med egenvärde över 1, variansen som den första förklarar och hur många som krävs för 60\u{a0}%",
        "Reliability and dimensions: Cronbach's alpha of the indicators below, principal components with an eigenvalue above 1, the variance that the first explains, and how many it takes for 60 %";
    /// Column.
    INDEX_FACTOR = "Indeksi, osa-alue", "Index, delområde", "Index, factor";
    /// Column.
    N_INDICATORS = "Indikaattoreita", "Indikatorer", "Indicators";
    /// Column.
    ALPHA = "Alfa", "Alfa", "Alpha";
    /// Column.
    ABOVE_ONE = "Yli 1", "Över 1", "Above 1";
    /// Column.
    FIRST = "Ensimmäinen", "Första", "First";
    /// Column.
    FOR_60 = "60\u{a0}%:iin", "För 60\u{a0}%", "For 60 %";
    /// Caption.
    COMPONENTS = "Kaikkien indikaattorien yhteiset pääkomponentit: kunkin selittämä varianssi (tumma), edeltävien kanssa (vaalea)",
        "Principalkomponenter för alla indikatorer tillsammans: variansen som var och en förklarar (mörk), tillsammans med de föregående (ljus)",
        "Principal components of all indicators together: variance that each explains (dark), with those before it (light)";
    /// Column.
    COMPONENT = "Komponentti", "Komponent", "Component";
    /// Column.
    EIGENVALUE = "Ominaisarvo", "Egenvärde", "Eigenvalue";
    /// Column.
    EXPLAINS = "Selittää", "Förklarar", "Explains";
    /// Column.
    TOGETHER = "Yhteensä", "Tillsammans", "Together";
    /// Column.
    CHART_OF_SHARES = "Kuvio molemmista, prosenttia", "Diagram över båda, procent", "Chart of both, per cent";
}
