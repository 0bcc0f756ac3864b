"""Articles written for the proof of `tui.mentions`, as market news reads, with what they name and what they seem to.

`{HUBC:Hub Power}` is a mention of a symbol, `{-:power cuts}` a trap: words that name none.
"""

ARTICLES = (
    """Equities claw back early losses as energy names find buyers

KARACHI: The Pakistan Stock Exchange (PSX) ended a see-saw session higher on Tuesday, with the benchmark
{KSE100:KSE-100} index closing at 67,194.35, up 0.97 percent. The broader {BR100:BR100} rose 74.5 points while the
{KSE30:KSE-30 index} put on 201.

Index-heavy {OGDC:OGDC}, {PPL:PPL} and {PSO:PSO} accounted for nearly half of the gain. {HUBC:Hubco}'s board meets on
Friday. Volume leaders were {KEL:K-Electric} with 45 million shares, {WTL:WorldCall Telecom} (33 million),
{POWER:POWER} (18.2 million) and {PACE:PACE} (11.4 million).

Dealers said the {-:pace} of foreign buying had picked up, though a lack of {-:unity} in the coalition and talk of
{-:power} tariffs kept gains in check.""",
    """{-:POWER} CUTS RETURN AT A QUICK {-:PACE} AS HEAT GRIPS SINDH

HYDERABAD: The {-:Power Division} has asked distribution companies to limit outages to six hours, but the
{-:power} supply position worsened on Sunday. Traders at {-:Silk} Bazaar said {-:unity} among them was needed, and
that with {-:luck} the monsoon would come early. The spokesman of {KEL:K-Electric} said its {-:power} plants ran
at full load. {-:Hub} and {-:D.G. Khan} were among the towns hit.""",
    """{LUCK:LUCKY CEMENT} PROFIT JUMPS 28PC; {DGKC:DGKC} TURNS A LOSS

{LUCK:Lucky Cement} Limited ({LUCK:LUCK}) earned Rs 21.4 billion in the half year, a filing said. {MLCF:Maple Leaf
Cement}, {PIOC:Pioneer Cement} and {FCCL:Fauji Cement} report next week. {DGKC:D.G. Khan
Cement} blamed coal. {POWER:Power Cement}'s clinker exports fell, and {FLYNG:Flying
Cement} ran its new line at 60 per cent. {DCL:Dewan Cement} did not file.

{-:Lucky} Motor and {-:Lucky} Core Industries, sister concerns, have not said when they will. A {-:pioneer} of the
trade, he retired in 1998; the {-:maple leaf} on his lapel was a gift from Ottawa.""",
    """Gas utilities seek higher prices

ISLAMABAD: {SNGP:Sui Northern Gas Pipelines} ({SNGP:SNGP}) and {SSGC:Sui Southern Gas} Company have asked the
regulator for a raise. {SNGP:SNGPL} wants Rs 189 per mmBtu; {SSGC:SSGCL} wants more. The town of {-:Sui} itself
has had no gas for a week. {OGDC:Oil and Gas Development Company} supplies both.

The minister told the house that {-:oil and gas development} had stalled, and that a {-:Pakistan petroleum} policy
would be ready by June. {-:Oil and gas development} in Balochistan needs security, he said.""",
    """The external account

{-:BOP} data released by the central bank show that the current account was in the red by $0.3 billion. The balance of
payments ({-:BOP}) gap is to be met by the Fund, and {-:BOP} support from friends is delayed. Analysts of {BOP:Bank of
Punjab} said the {-:BOP} deficit would narrow.""",
    """{BOP:Bank of Punjab} declares maiden interim dividend

LAHORE: The {BOP:Bank of Punjab} ({BOP:BOP}) on Thursday announced 5 percent. {BOP:BOP} closed at Rs 5.33. {BAFL:Bank
Alfalah}, {FABL:Faysal Bank} and {HBL:Habib Bank} Ltd were also in demand, while {NBP:NBP} slid. {BIPL:BankIslami} and
{BML:Bank Makramah}, formerly Summit, did not trade. {-:Bank Al Habib} and {-:Habib Metropolitan} Bank were steady.

He lives behind {-:Habib Bank Plaza} and keeps an account with {-:Habib Bank AG} Zurich.""",
    """Gladiators edge Kings in last-over thriller

RAWALPINDI: The {-:HBL PSL} final goes to Lahore. Quetta's {-:pace} attack did for the home side, with {-:Pace}
spearhead Hasnain taking four. Title sponsor {HBL:HBL} gave each player a bonus. The {-:HBL Pakistan Super League}
is in its ninth year. At the {-:National} Bank Stadium the crowd called for {-:unity}.
{NBP:National Bank of Pakistan} beat {-:State Bank} in the departmental event.""",
    """Flood alert for the Chenab

LAHORE: The Federal Flood Commission ({-:FFC}) has warned of a high flood at Marala. The {-:FFC} said the
{-:Indus} would stay low. {-:ASL} levels of the lake, 1,540 feet, were normal. Troops of the Army Service Corps
({-:ASC}) were sent in, and the Police Training College ({-:PTC}) opened its hall; {-:PTC} recruits carried
sandbags.""",
    """{FFC:FFC} keeps its payout, {FFBL:FFBL} returns to profit

{FFC:Fauji Fertiliser} Company sold 640,000 tonnes of urea. {FFBL:Fauji Fertilizer Bin Qasim} Limited gained from
DAP, and {FFL:Fauji Foods} narrowed its loss. {-:Fauji} Foundation, the parent, holds 44 percent. {-:Engro}
Corporation and {-:Engro} Fertilizers will meet on the 14th; {EPCL:Engro Polymer and Chemicals} has met already.""",
    """Airline sale enters last stretch

ISLAMABAD: Six groups want {PIAA:Pakistan International Airlines}. {PIAHCLA:PIA Holding Company} will keep the debt of
{PIAA:PIA}, the minister said, and a {PIAA:PIA} flight to Paris landed on time. {PIAHCLA:PIAHCLA} closed limit-up.
Residents of {-:PIA Society} in Lahore want a road. {-:Pakistan International} Maritime Expo opens in November.
{PIBTL:Pakistan International Bulk Terminal} handled 1.1 million tonnes of coal.""",
    """Telecom notes

{PTC:PTCL} has won clearance for its purchase of Telenor. The {-:Pakistan Telecommunication Authority} said the
merger of {PTC:Pakistan Telecommunication} Company Ltd would be watched. {PTC:PTC} shares rose 7.4 percent.
{TELE:Telecard} and {WTL:WTL} added a few paisa; {TRG:TRG Pakistan} lost ground, and {TRG:TRG}'s tender offer is
before the court. {AIRLINK:Air Link Communication} ({AIRLINK:AIRLINK}) shipped 200,000 handsets; {AVN:Avanceon}
won a Saudi order and {SYM:Symmetry Group} ({SYM:SYM}) a digital one. {HUMNL:Hum Network} said viewers rose.
‘{-:Hum} honge kamyab’, its anchor sang.

A new {-:air link} between Gilgit and Kashgar, part of the {-:Silk} Road plan, was also approved. The
{-:tele}-health bill was not.""",
    """Board meetings

{ASC:Al Shaheer Corporation}: results, at 11:00.
{ASL:Aisha Steel Mills}: rights issue.
{UNITY:Unity Foods}: half-year accounts.
{TOMCL:The Organic Meat Company}: exports.
{PREMA:At-Tahur}: bonus.
{TREET:Treet Corporation}: demerger.
{SEARL:Searle Company}: rights.
{CPHL:Citi Pharma}: results.
{GGL:Ghani Global Holdings}: results; its unit {-:Ghani Global Glass} meets apart.
{GCIL:Ghani Chemical Industries}: results. {-:Ghani} Automobile is in default.
{KOSM:Kohinoor Spinning Mills}: results. {-:Kohinoor} Textile: dividend.
{YOUW:Yousaf Weaving Mills}: none.
{WAVESAPP:Waves Home Appliances}: results.
{TPLP:TPL Properties}: results. {-:TPL} Insurance: none.
{DFML:Dewan Farooque Motors}: accounts of 2019.
{JSCL:Jahangir Siddiqui & Co}: dividend. {-:Jahangir Siddiqui}, its founder, chairs.
{LOTCHEM:Lotte Chemical Pakistan}: outlook. South Korea's {-:Lotte Chemical Corporation} sold out.""",
    """Losers' board

Among the losers, {UNITY:UNITY} fell 3.1 percent, {SILK:SILK} shed 4 paisa and {TELE:TELE} dropped to Rs 7.9.
Sellers of {ANL:ANL} (Rs 8.11) outnumbered buyers, and {AGL:AGL} closed at its lower lock. {CNERGY:Cnergyico PK},
once {BYCO:Byco}, was flat. {HASCOL:Hascol} has been suspended. {SILK:Silkbank} depositors wait for a decision.
{ASL:ASL}, {ASC:ASC} and {TREET:TREET} changed hands in small lots. {PAEL:Pak Elektron} held on, as did {PRL:PRL}.

{-:Agritech} start-ups drew $4 million last year. {AGL:Agritech} Limited, the maker of urea, is no start-up.""",
    """Top brass reshuffled

RAWALPINDI: Captain Ali Raza, {-:PSO} to the chief minister, has been posted to Multan. His {-:PSO} for five
years, he said he had been in {-:luck}. {PSO:PSO} to import two cargoes of petrol in May, sources said;
{PSO:Pakistan State Oil}'s dues from the railways stand at Rs 12 billion. {-:Pakistan} state oil stocks are enough
for 21 days.""",
    """Refiners

The cabinet wants a {-:Pakistan refinery} at Gwadar. {PRL:Pakistan Refinery} Limited is to double its capacity, and
{-:Attock} Refinery to add a unit. The {-:Pakistan Petroleum Dealers} Association threatened a strike, and the
{-:All Pakistan Petroleum} Retailers joined it. {PPL:Pakistan Petroleum} spudded a well at Latif; {PPL:PPL} shares
gained.

{-:Pakistan Petroleum Products} Imports Fall, a table says.""",
    """{-:PACE} OF REFORM WORRIES LENDERS; {-:UNITY} NEEDED, SAYS PM

The premier said that national {-:unity} alone gives {-:power}. {-:POWER}, he wrote in capitals, is service.
“{-:UNITY}, FAITH, DISCIPLINE” stood on the hall. The Parliamentary Assembly ({-:PACE}) report came up. It was a
matter of {-:luck}.""",
    """Technical view

Buy {POWER:POWER} at Rs6.70 with a stop at 6.40. Hold {PACE:PACE} (+1.9%). Book gains in {KAPCO:KAPCO} and
{BYCO:BYCO}. Our top picks: {LUCK:LUCK}, {MLCF:MLCF} and {PIOC:PIOC}. PSX: {SYM:SYM} looks stretched. Write to
desk@{-:HUBC}.example or see https://example.com/quotes/{-:OGDC}?from={-:PPL} and www.{-:KEL}.example. Handles
such as @{-:TRG} are not ours.""",
    """{HUBC:Hub Power} and {KAPCO:Kot Addu Power} settle with government

{HUBC:HUBCO}, {KAPCO:Kapco} and others took a cut in tariffs. {HUBC:Hub  Power}’s
plant will close in March. A {-:hub} of {-:power} industries at Bin Qasim is planned. {-:Hub. Power} lines were
laid long ago. The {-:Hub} dam has water for a year. {-:KOT ADDU} gets a college. Sponsors of The
{HUBC:Hub Power Company} (PSX:{HUBC:HUBC}) rose.""",
    """{-:Pak} rupee steady, {-:oil} eases

The rupee closed at 278.4. {-:AGL} Energy of Australia cut its forecast, and America's {-:PPL Corp} raised its
own. The liner {-:ANL} added a call at Karachi. An {-:ASC} 606 note for exporters will be issued; accounts under
it are due in July. {-:UNITY} 2024, a drill of three navies, ended at sea. {-:TELE} Talk, our column, returns.
{-:SYM} stands for symmetric.""",
    """{KSE100:KSE-100} CROSSES 70,000; {OGDC:OGDC}, {PPL:PPL}, {POWER:POWER} LEAD VOLUMES

{KSE100:KSE100} stood at 70,014.2 at noon. On the {BR30:BR30 Index}, {SEARL:Searle} and {KEL:KE} led.
{NBP:NBP}-led banks were firm. {ANL:Azgard Nine} ({ANL:ANL}) had results. A {-:KSE}-listed miller, now on the
{-:PSX}, said the {-:index} of 100 firms told little. {-:BR} Research put fair value higher.""",
    """Letters

Sir, the {-:power} of the few is great. The {-:Bank of Pakistan}'s governor, the {-:National Bank} of Punjabis and
the rest keep rates high. My {-:searle} coffee is dear, my {-:treet} blades dull, the {-:lucky} few are rich,
{-:byco} means nothing to me, and {-:hubco} in small letters is a bad password. {-:Hub power}, wrote one, “is no
{-:lucky cement}”. {-:Unity} and {-:Pace}, my spaniels, agree. {-:K-2} is a mountain, {-:KE}nya a country,
{-:PTCL}s are no phones. {-:Pakistan International} School is shut.""",
    """کاروبار: {HUBC:HUBC} کے حصص، {OGDC:OGDC}، {PSO:PSO}کی قیمت

Turnover in {KEL:KEL} was 9.1 million. {TREET:Treet}, {TOMCL:TOMCL}/{PREMA:PREMA} and {GGL:GGL} edged up.
{FFL:FFL} (Rs9.25) and {CNERGY:CNERGY} were active; {-:FFLX} and {-:XKEL} are not listed. {HUMNL:HUMNL},
{PIBTL:PIBTL}, {KOSM:KOSM}: unchanged.

{EPCL:Engro Polymer} & Chemicals' vinyl plant restarts; {KEL:K-Electric}-led talks go on. {KEL:K-electric} bills rose.
Shares of {POWER:POWER} and {UNITY:UNITY} were sought. {BOP:BOP} gained 2.1pc. {SILK:SILK} 0.98 (-2%).""",
    """Workers of {SSGC:Sui Southern} march

The Collective Bargaining Agent said the {SSGC:SSGC} board ignored it. {-:Sui} gas is cheap, but the {-:Southern}
gas firm has losses. {NBP:National Bank of
Pakistan} pensioners joined; so did {-:State Bank of









 retirees, and those of {PTC:PTCL}. {-:PTC} Hangu, a school for constables, was the venue. {OGDC:OGDCL} sent no one.
“{-:POWER} to the people,” they cried.""",
    """A visit to {-:Silk} Street

The {-:power} loom owners of Faisalabad, the {-:Yousaf} brothers among them, weave {-:silk}. {-:Pace} yourself,
says the guide. Pace Shopping Mall, built by {PACE:Pace (Pakistan)} Limited, is near. {-:Flying} coaches stop
there. {-:Power, Cement} and steel traders have an office; so has {-:Symmetry} Yoga. {-:Waves} lap at Clifton, at
home one has {-:appliances}. {-:Organic meat} is the fashion. {-:Treat} yourself.""",
    """Bourse ends flat before the holidays

The {KSE100:KSE-100 Index} moved in a range of 310 points. {-:Power} and cement were mixed: {KEL:KEL},
{POWER:POWER} and {FCCL:FCCL} rose, {DCL:DCL} fell. In banks, {BAFL:BAFL}, {HBL:HBL} and {BOP:BOP} lost up to
1.2%. Brokers spoke of a slow {-:pace}, and of {-:power} struggles in the capital. Top ten: {WTL:WTL} 1.30,
{PACE:PACE} 2.41, {SILK:SILK} 0.97, {TELE:TELE} 8.02, {UNITY:UNITY} 23.85. {DFML:DFML} and {AVN:AVN} closed
locked; {TPLP:TPLP} did not trade.""",
    """Analysts’ corner

{EPCL:EPCL}’s margins have bottomed; the {-:PVC} price has not. {PIOC:PIOC} trades at 4.1 times earnings. We like
{SNGP:SNGP} and {SSGC:SSGC} for reform, {HUBC:HUBC} for cash, {GGL:GGL} for luck. The {-:luck} of
{LUCK:Lucky Cement} is its Iraq plant. {PAEL:PEL}’s fridges sell; {-:pel}-mel is how rivals cut prices.
{MLCF:MLCF} ({-:maple} leaf is its emblem) may buy back. A position in {UNITY:UNITY} pays if palm oil eases.
{SEARL:SEARL}: sell. {PTC:PTC} at Rs 14.2 is dear.""",
    """{-:POWER MINISTER} MEETS {KEL:K-ELECTRIC} CHIEF OVER {-:BOP} FEARS

He said {-:power} theft, the {-:Hub} transmission line and the {-:K-IV} water scheme had come up. {KEL:KE} owes
{SSGC:SSGC} Rs 40 billion and {PSO:PSO} nothing. {-:Karachi} electric buses run again. {-:TRGs}, an army term for
training, are over; {-:HUBs} for exports are due. The {-:Faysal} Mosque, {-:Habib} University, {-:Bank} Road in the
{-:Punjab} capital and a {-:National Bank} of Ireland economist figure in the diary. {EPCL:Engro Polymers}' name
came up not once, the {-:PTCE} and the {-:APTC} did.""",
    """Sponsors

{FFC:Fauji Fertilizer} Company and {NBP:National Bank of Pakistan} back the polo cup; {HBL:Habib Bank Limited}
backs the marathon. {AIRLINK:Airlink} gives phones, {FFL:Fauji Foods} milk, {PIAA:PIA} tickets. The {-:Searle}s, a
family from Leeds, came. {-:Symmetry} was the theme, {-:unity in diversity} the motto. {-:Silk} scarves were
given, {-:power} banks raffled off. {-:Dewan} Sahib read verses. The {-:Citi} group sent regrets,
{CPHL:Citi Pharma} a cheque. A {-:hum} went up. {BML:Summit Bank} was still painted on the stand. The {-:Ghani}
twins sang; {GCIL:Ghani Chemical} paid.""",
    """Energy debt to be cut by Rs1.2 trillion

The {-:Central Power} Purchasing Agency will pay {HUBC:Hub Power Company}, {KAPCO:KAPCO} and
{OGDC:OGDC}/{PPL:PPL}. “We count on {SNGP:Sui Northern},” said a {-:power} ministry aide. The {-:Private Power}
Board (PPIB) and {-:Power Cell} Inc disagreed. Of the {-:Pakistan Petroleum Information} Service's 14 wells two
are dry. Units of {-:Lucky} Electric {-:Power} Company ran on imported coal, as did the {-:Engro} Powergen plant.
{SSGC:Sui  Southern Gas}’s bill is Rs 61 billion.""",
    """Stocks shed 1,100 points on rate worry

KARACHI: Selling in {HUBC:HUBC}, {FFC:FFC}, {-:EFERT} and {LUCK:LUCK} dragged the {KSE100:KSE-100 index} below
72,000 on Monday. “The pace of inflation is the key,” said Topline's head of research. Among sectors, {-:power}
generation lost 210 points, commercial banks 190. {BOP:BOP} was the volume leader with 61 million shares, followed
by {WTL:WorldCall} and {KEL:K-Electric Ltd}. Shares of 381 companies were traded; 88 closed up.""",
    """{PSO:PSO} posts Rs9bn profit

{PSO:Pakistan State Oil Company Limited} (PSX: {PSO:PSO}) posted earnings per share of Rs19.2. Market share slipped
to 46%. {PSO:PSO}'s receivables from {SNGP:SNGPL} are Rs 390bn; from {PIAA:PIA} Rs 27bn; from {HUBC:HUBCO} Rs 9bn.""",
    """Cabinet body clears {KEL:KE}'s investment plan

The ECC allowed {KEL:K-Electric} ({KEL:KE}) Rs 392bn. Nepra's chairman said {KEL:KE} must cut losses. PPIB, NTDC and
CPPA-G opposed.""",
    """Mills in {-:Unity} Road, Lahore, cry foul

The {-:SILK} ROAD ECONOMIC BELT, a {-:POWER}ful idea, needs {-:PACE}. Moody's upgraded {HBL:HBL}, {NBP:NBP},
{-:MCB}, {-:UBL} and {-:ABL}. Standard Chartered's {-:SYM} note; the {-:ASL} sign language course.""",
    """{OGDC:OGDCL}, {PPL:PPL} and Mari strike gas at Shewa

{PPL:PPL}, operator with 40%, holds the block with {OGDC:OGDC} (30%) and GHPL. The {-:DG} Petroleum Concessions
lauded {PPL:Pakistan Petroleum Ltd}. Prices of {-:Pakistan petroleum imports} fell.""",
    """{UNITY:UNITY} surges 5% after buy-back

Shares in {UNITY:Unity Foods} Limited jumped. {UNITY:UNITY}'s board approved the purchase of 50 million shares.
{TREET:TREET} and {PACE:PACE} followed. {TELE:TELE}, too, rose to its limit.""",
    """Most active: {CNERGY:CNERGY}, {PACE:PACE}, {KOSM:KOSM}, {POWER:POWER}

Company            Close   Change
{POWER:POWER}      6.72    0.11
{SYM:SYM}          5.40    -0.02
{ANL:ANL}          8.00    0.00
{AGL:AGL} 24.10""",
    """{POWER:Power Cement} says {POWER:POWER} to stay listed. The {BOP:Bank of Punjab} signs MoU with {-:Punjab}
Bank employees. {-:BOP} crisis of 2018 recalled.""",
    """{DGKC:DGKC}, {MLCF:MLCF} AND {PIOC:PIOC} RAISE PRICES

{-:PACE} bowler Naseem was ruled out; {-:Power}-hitter Fakhar is in. {SNGP:SNGPL} ({SNGP:SNGP}) lost to {PTC:PTC}L.
""",
)
