//! Columns that are called after a node, a group, a language or a column of the region table.
//!
//! Of columns of a node: `{0}` is its name (in titles) or its id (in descriptions), `{1}` the name or id of a further group.

use super::Words;
use crate::publish::labels::Label;

/// Among all ranked regions.
pub const AMONG_ALL: Label = Label::new(
    "kaikkien sijoituksen saaneiden alueiden joukossa",
    "bland alla områden med placering",
    "among all ranked regions",
);
/// Within the region type.
pub const WITHIN_TYPE: Label = Label::new("aluetyypissä", "inom områdestypen", "within the region type");

/// Among all ranked regions, in a title.
pub const ALL: Label = Label::new("kaikki", "alla", "all");
/// Within the region type, in a title.
pub const IN_TYPE: Label = Label::new("tyypissä", "inom typen", "in type");

/// A column of the region table.
pub const REGION_COLUMN: Label =
    Label::new("Aluetaulukon sarake `{}`.", "Kolumnen `{}` i områdestabellen.", "The column `{}` of the region table.");
/// A column that says to which part of a further group a region belongs.
pub const GROUP: Label = Label::new(
    "Se muun ryhmän `{}` osa, johon alue kuuluu; tyhjä ryhmän ulkopuolella.",
    "Den del av den ytterligare gruppen `{}` som området hör till; tom utanför den.",
    "The part of the further group `{}` to which the region belongs; empty outside it.",
);
/// A column with names of regions.
pub const REGION_NAME: Words = Words::new(
    ["Alueen nimi ({})", "Områdets namn ({})", "Name of the region ({})"],
    ["Alueen nimi kielellä `{}`.", "Områdets namn på språket `{}`.", "Name of the region in the language `{}`."],
);
/// A column with names of larger areas.
pub const AREA_NAME: Words = Words::new(
    ["Laajemman alueen nimi ({})", "Det större områdets namn ({})", "Name of the area ({})"],
    [
        "Laajemman alueen nimi kielellä `{}`.",
        "Det större områdets namn på språket `{}`.",
        "Name of the area in the language `{}`.",
    ],
);
/// A column with names of nodes.
pub const NODE_NAME: Words = Words::new(
    ["Kohteen nimi ({})", "Nodens namn ({})", "Name of the node ({})"],
    ["Kohteen nimi kielellä `{}`.", "Nodens namn på språket `{}`.", "Name of the node in the language `{}`."],
);
/// A column with words of a check.
pub const CHECK: Words = Words::new(
    ["Tarkistus ({})", "Kontroll ({})", "Check ({})"],
    ["Mitä tarkistettiin, kielellä `{}`.", "Vad som kontrollerades, på språket `{}`.", "What was checked, in the language `{}`."],
);
/// A column with the result of a check in words.
pub const CHECK_STATUS: Words = Words::new(
    ["Tulos ({})", "Utfall ({})", "Result ({})"],
    [
        "Mihin tarkistus päätyi, kielellä `{}`.",
        "Vad kontrollen ledde till, på språket `{}`.",
        "What it came to, in the language `{}`.",
    ],
);

/// Columns of a node by what follows its id.
pub const ENDINGS: [(&str, Words); 11] = [
    (
        "",
        Words::new(
            ["{0}", "{0}", "{0}"],
            [
                "Kohteen `{0}` pisteet: asema suhteessa muihin alueisiin, ei prosentti. Pyöristetty kerran, kuten sijoitusta laskettaessa.",
                "Poäng för `{0}`: ett läge i förhållande till de andra områdena, inte procent. Avrundad en gång, så som den rangordnas.",
                "Score of `{0}`: a position relative to the other regions, not a percentage. Rounded once, as it is ranked.",
            ],
        ),
    ),
    (
        "_rank",
        Words::new(
            ["{0}: sijoitus", "{0}: placering", "{0}: rank"],
            [
                "Sijoitus kohteen `{0}` mukaan kaikkien sijoituksen saaneiden alueiden joukossa; samat pisteet jakavat sijoituksen. Tyhjä, jos alueella ei ole sijoitusta.",
                "Placering efter `{0}` bland alla områden med placering; lika poäng delar placering. Tom om området inte har någon.",
                "Rank by `{0}` among all ranked regions; equal scores share a rank. Empty where the region is not ranked.",
            ],
        ),
    ),
    (
        "_type_rank",
        Words::new(
            ["{0}: sijoitus tyypissä", "{0}: placering inom typen", "{0}: rank in type"],
            [
                "Sijoitus kohteen `{0}` mukaan aluetyypissä.",
                "Placering efter `{0}` inom områdestypen.",
                "Rank by `{0}` within the region type.",
            ],
        ),
    ),
    (
        "_rank_change",
        Words::new(
            ["{0}: sijoituksen muutos", "{0}: förändring i placering", "{0}: change of rank"],
            [
                "Edellisen julkaisun sijoitus kohteen `{0}` mukaan miinus tämän julkaisun sijoitus: positiivinen luku on nousu. Tyhjä ensimmäisessä julkaisussa.",
                "Placering efter `{0}` i föregående utgåva minus placeringen i denna: ett positivt tal är en uppgång. Tom i den första utgåvan.",
                "Rank by `{0}` in the edition before minus this one: above zero is a climb. Empty in the first edition.",
            ],
        ),
    ),
    (
        "_type_rank_change",
        Words::new(
            ["{0}: muutos tyypissä", "{0}: förändring inom typen", "{0}: change of rank in type"],
            [
                "Edellisen julkaisun sijoitus kohteen `{0}` mukaan aluetyypissä miinus tämän julkaisun sijoitus: positiivinen luku on nousu. Jos alueita on siirtynyt tyypistä toiseen, niiden kesken, jotka säilyttivät tyyppinsä; siirtyneillä tyhjä.",
                "Placering efter `{0}` inom områdestypen i föregående utgåva minus placeringen i denna: ett positivt tal är en uppgång. Om områden har bytt typ, bland dem som har kvar sin typ; tom för dem som bytt.",
                "Rank by `{0}` within the region type in the edition before minus this one: above zero is a climb. Where regions changed type, among those that kept theirs; empty for those that changed.",
            ],
        ),
    ),
    (
        "_rank_lowest",
        Words::new(
            ["{0}: vaihteluvälin paras sijoitus", "{0}: intervallets bästa placering", "{0}: best end of the interval"],
            [
                "Kohteen `{0}` mukaisen sijoituksen vaihteluvälin paras pää: menetelmäherkkyys, ei virhemarginaali.",
                "Den bästa änden av intervallet för placeringen efter `{0}`: känslighet för metodval, inte felmarginal.",
                "Best end of the interval of the rank by `{0}`: sensitivity to choices of method, not a margin of error.",
            ],
        ),
    ),
    (
        "_rank_highest",
        Words::new(
            ["{0}: vaihteluvälin heikoin sijoitus", "{0}: intervallets svagaste placering", "{0}: weakest end of the interval"],
            [
                "Kohteen `{0}` mukaisen sijoituksen vaihteluvälin heikoin pää: menetelmäherkkyys, ei virhemarginaali.",
                "Den svagaste änden av intervallet för placeringen efter `{0}`: känslighet för metodval, inte felmarginal.",
                "Weakest end of the interval of the rank by `{0}`: sensitivity to choices of method, not a margin of error.",
            ],
        ),
    ),
    (
        "_type_rank_lowest",
        Words::new(
            [
                "{0}: vaihteluvälin paras sijoitus tyypissä",
                "{0}: intervallets bästa placering inom typen",
                "{0}: best end of the interval in type",
            ],
            [
                "Kohteen `{0}` mukaisen, aluetyypin sisäisen sijoituksen vaihteluvälin paras pää: menetelmäherkkyys.",
                "Den bästa änden av intervallet för placeringen efter `{0}` inom områdestypen: känslighet för metodval.",
                "Best end of the interval of the rank by `{0}` within the region type: sensitivity to choices of method.",
            ],
        ),
    ),
    (
        "_type_rank_highest",
        Words::new(
            [
                "{0}: vaihteluvälin heikoin sijoitus tyypissä",
                "{0}: intervallets svagaste placering inom typen",
                "{0}: weakest end of the interval in type",
            ],
            [
                "Kohteen `{0}` mukaisen, aluetyypin sisäisen sijoituksen vaihteluvälin heikoin pää: menetelmäherkkyys.",
                "Den svagaste änden av intervallet för placeringen efter `{0}` inom områdestypen: känslighet för metodval.",
                "Weakest end of the interval of the rank by `{0}` within the region type: sensitivity to choices of method.",
            ],
        ),
    ),
    (
        "_percentile",
        Words::new(
            ["{0}: persentiili", "{0}: percentil", "{0}: percentile"],
            [
                "Kohteen `{0}` pisteiden persentiili, 0–1.",
                "Percentil för poängen för `{0}`, 0–1.",
                "Percentile rank of the score of `{0}`, 0 to 1.",
            ],
        ),
    ),
    (
        "_class",
        Words::new(
            ["{0}: luokka", "{0}: klass", "{0}: class"],
            [
                "Kohteen `{0}` pisteiden luokka, numeroitu 1:stä alkaen.",
                "Klass för poängen för `{0}`, från 1.",
                "Class of the score of `{0}`, from 1.",
            ],
        ),
    ),
];

/// Columns of a node within a further group, by what follows the group's id.
pub const ENDINGS_IN_GROUPS: [(&str, Words); 2] = [
    (
        "_rank",
        Words::new(
            ["{0}: sijoitus ryhmässä {1}", "{0}: placering i gruppen {1}", "{0}: rank in group {1}"],
            [
                "Sijoitus kohteen `{0}` mukaan muussa ryhmässä `{1}`; tyhjä ryhmän ulkopuolella.",
                "Placering efter `{0}` inom den ytterligare gruppen `{1}`; tom utanför den.",
                "Rank by `{0}` within the further group `{1}`; empty outside it.",
            ],
        ),
    ),
    (
        "_rank_change",
        Words::new(
            ["{0}: muutos ryhmässä {1}", "{0}: förändring i gruppen {1}", "{0}: change of rank in group {1}"],
            [
                "Edellisen julkaisun sijoitus kohteen `{0}` mukaan muussa ryhmässä `{1}` miinus tämän julkaisun sijoitus: positiivinen luku on nousu. Jos ryhmään on tullut tai siitä on lähtenyt alueita, niiden kesken, jotka kuuluvat siihen molemmissa.",
                "Placering efter `{0}` inom den ytterligare gruppen `{1}` i föregående utgåva minus placeringen i denna: ett positivt tal är en uppgång. Om områden har kommit till eller lämnat gruppen, bland dem som hör till den i båda.",
                "Rank by `{0}` within the further group `{1}` in the edition before minus this one: above zero is a climb. Where regions joined or left the group, among those that belong to it in both.",
            ],
        ),
    ),
];
