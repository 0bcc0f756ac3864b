"""Articles written to prove `tui.news.mentions`, as market news reads, with what they name and what they seem to.

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

{-:Lucky} Motor and {LCI:Lucky Core Industries}, sister concerns, have not said when they will. A {-:pioneer} of the
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
{BML:Bank Makramah}, formerly Summit, did not trade. {BAHL:Bank Al Habib} and {HMB:Habib Metropolitan Bank} were steady.

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
DAP, and {FFL:Fauji Foods} narrowed its loss. {-:Fauji} Foundation, the parent, holds 44 percent. {ENGRO:Engro
Corporation} and {EFERT:Engro Fertilizers} will meet on the 14th; {EPCL:Engro Polymer and
Chemicals} has met already.""",
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
{GGL:Ghani Global Holdings}: results; its unit {GGGL:Ghani Global Glass} meets apart.
{GCIL:Ghani Chemical Industries}: results. {-:Ghani} Automobile is in default.
{KOSM:Kohinoor Spinning Mills}: results. {KTML:Kohinoor Textile}: dividend.
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
{ATRL:Attock Refinery} to add a unit. The {-:Pakistan Petroleum Dealers} Association threatened a strike, and the
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

KARACHI: Selling in {HUBC:HUBC}, {FFC:FFC}, {EFERT:EFERT} and {LUCK:LUCK} dragged the {KSE100:KSE-100 index} below
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
{MCB:MCB}, {UBL:UBL} and {ABL:ABL}. Standard Chartered's {-:SYM} note; the {-:ASL} sign language course.""",
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
    """{BOP:Bank of Punjab} widens its reach

LAHORE: The lender has set itself a target of 900 counters by the summer.

{BOP:BOP} opens 40 branches this quarter, most of them in the south of the province. {BOP:BOP} said on Monday that
deposits had crossed Rs1.6 trillion. After a week's halt trading returned to {BOP:BOP}, with volumes of 38 million.

The {-:BOP} data of the State Bank, out the same day, tell of a smaller deficit. Whether the {-:BOP} can hold without
the IMF is for economists; a {-:BOP} crisis comes every four years. The {-:BOP} position improved in April.""",
    """Results season opens

{LUCK:LUCK} announced earnings of Rs19.6 a share, ahead of most forecasts. The board of {TELE:TELE} meets on the 21st.
{UNITY:UNITY} has reported a loss, its second in a row, and {PTC:PTC}'s results are due on Thursday. A filing by
{ANL:ANL} puts sales at Rs 9 billion. {SILK:SILK}'s shareholders wait for a date; {AGL:AGL} to issue rights. The
chairman
of {POWER:POWER} told analysts that coal had become cheaper, and {PACE:PACE} declared nothing.

With some {-:luck}, brokers say, the season will end better than it began. “{-:POWER} to the provinces” is on the
agenda of the house, and national {-:unity} is what the Speaker wants. A {-:tele}phone line for investors opens
soon.""",
    """{-:BOP} SURPLUS LIFTS MOOD; {-:PTC} CADETS PASS OUT

The {-:PTC} said that 212 recruits had taken the oath. For the third month the {-:BOP} posted a surplus, thanks to
remittances, said the adviser. {-:PACE} said in Strasbourg that it would send observers. {-:AGL} Energy said it would
close a coal plant, Australia's oldest. {-:ASC} announced that two battalions of the army would help. The
{-:POL} products now in storage last 19 days; demand for {-:POL} products is weak.""",
    """Cement dispatches rise

{MLCF:Maple Leaf} has lit its third kiln, which adds 7,000 tonnes of clinker a day, and sold more cement in the north
than a year before. {CHCC:Cherat Cement}, {KOHC:Kohat Cement} and {BWCL:Bestway Cement} gained, too. {ACPL:Attock
Cement} shipped to Dhaka; {GWLC:Gharibwal Cement} did not ship at all.

Among producers of cement, {MLCF:Maple Leaf}’s margins are the best, says a note of {-:Attock} Securities. {FCCL:FCCL}
and {KOHC:KOHC} come next.

Consul General Anne Roy raised the {-:Maple Leaf} at noon. The {-:Maple Leaf} on Canada's flag has eleven points, she
told children of the cement works at Iskanderabad. The Toronto {-:Maple Leafs} lost again. {-:Maple Leaf Foods} of
Ontario closed a plant. {-:Maple leaf} tea was served.""",
    """Sales of cars pick up in March

KARACHI: {INDU:Indus Motor} sold 3,112 units and {HCAR:Honda Atlas Cars} 1,890, according to the makers' association.
{PSMC:Pak Suzuki} led as ever. {SAZEW:Sazgar} delivered 1,012 of its SUVs, while {GHNI:Ghandhara Industries}
({GHNI:GHNI})
and {ATLH:Atlas Honda} had record months. Of tractors {MTL:Millat Tractors} sold 2,400 and {AGTL:Al-Ghazi Tractors}
1,150.

{INDU:INDU}, {HCAR:HCAR} and {MTL:MTL} closed higher. {SAZEW:SAZEW} touched its upper limit. {INDU:INDU} announced a
cut in prices. The {-:Indus} Highway stays shut; a {-:Honda} was found in it, a {-:Suzuki} beside it. {-:Atlas} maps
do not show the place. Mr {-:Millat} saw nothing.""",
    """Banks carry the day

{UBL:United Bank} ({UBL:UBL}), {MCB:MCB Bank} and {MEBL:Meezan Bank} together added 540 points. {UBL:UBL} announced an
interim payout of Rs 8. {HBL:HBL}, {BAHL:BAHL} and {ABL:Allied Bank} followed at a distance, {AKBL:Askari Bank} and
{SNBL:Soneri Bank} did not. {SCBPL:Standard Chartered Pakistan} has a new chief. {HMB:HabibMetro} named an adviser,
and {BOK:Bank of Khyber} a secretary. {BOK:BOK} closed unchanged. {JSBL:JS Bank} wants to hold on to {BIPL:BankIslami}.

{-:UBL Funds} and {-:ABL Asset Management} cut fees; {-:MCB Islamic} opened in Chitral. {-:Standard Chartered} in London
expects fewer cuts. The {-:BOK} in Seoul held its rate, as did the {-:United} Nations' {-:bank} of choice.
{-:First United Bank} of Mobile, {-:United Bank of India} and {-:Allied} Irish are others. The {-:NPL} ratio of the
industry fell to 7.6 percent; {-:NPL} coverage rose. Non-performing loans ({-:NPL}) are the worry of small lenders.""",
    """Wellhead news

{MARI:Mari Energies} has found gas at Spinwam, and {POL:Pakistan Oilfields} oil at Razgir. {MARI:MARI}, {OGDC:OGDC} and
{POL:POL} hold the block. {APL:Attock Petroleum} and {ATRL:Attock Refinery} are sister companies of {POL:POL}.
{MARI:Mari Petroleum} was its name for long. {NRL:National Refinery} lost Rs 4bn, {NRL:NRL}'s board was told.
{SHEL:Shell Pakistan} is {WAFI:Wafi Energy Pakistan} now. {HTL:Hi-Tech Lubricants} opens two stations.

{-:POL} prices go down on the 16th: petrol by Rs 4. Imports of petroleum, oil and lubricants ({-:POL}) fell by a tenth.
The {-:Mari} gas field lies near Daharki; {-:Mari} Indus is a railway station. {-:NRL} side Brisbane won at rugby.
A {-:national refinery} policy is promised. {-:Shell} plc of London and {-:Attock} Khurd's villagers have settled.""",
    """{FATIMA:Fatima Fertilizer} board clears Rs 3 a share

{FATIMA:FATIMA} closed at Rs 94.1. {EFERT:Engro Fertilizers} ({EFERT:EFERT}) lost 1.2pc and {FFC:FFC} 0.4pc.
{ENGROH:Engro Holdings} took the place of {ENGRO:Engro Corp} on the list. {DAWH:Dawood Hercules} is no more.

{-:Fatima} Khan, who farms at Okara, pays more for a bag. {-:Fatima} Jinnah Road was closed to traffic. Poet
{-:FATIMA} Hasan read in Karachi. “My mother {-:Fatima} said we would be rich,” he laughed. The
{-:Dawood} public school and the {-:Hercules} gym stayed open. {-:FATIMA} JINNAH UNIVERSITY TO OPEN CAMPUS,
the board at the gate reads.""",
    """Software exports cross $300m

{SYS:Systems Limited} booked half of its revenue in the Gulf. {SYS:SYS} said it would hire 900. {NETSOL:NetSol
Technologies} won a client in Munich; {AVN:Avanceon}’s unit {OCTOPUS:Octopus Digital} did not. {OCTOPUS:OCTOPUS} fell
3.4 percent and {SYM:SYM} 2.1 percent. {TRG:TRG} and {AIRLINK:AIRLINK} were up.

{-:Heavy Systems Limited} is a maker of cranes. A {-:SYS} file was at fault, the operating system's vendor said. The
{-:octopus} of red tape grips exporters. {-:Systems} are down again at the passport office. {-:NetSol Technologies Inc},
of Encino, is the parent.""",
    """Pharma and food

{ABOT:Abbott Laboratories (Pakistan)}, {GLAXO:GlaxoSmithKline Pakistan} and {HINOON:Highnoon Laboratories} raised
prices after decontrol. {FEROZ:Ferozsons Laboratories} makes a hepatitis drug. {CPHL:CPHL} and {AGP:AGP} closed higher.
{SHFA:Shifa International Hospitals} adds a wing. {NESTLE:Nestlé Pakistan} pays Rs 60 and {COLG:Colgate-Palmolive
Pakistan} Rs 35; {NATF:National Foods}, {MUREB:Murree Brewery}, {RMPL:Rafhan Maize} pay less.
{PAKT:Pakistan Tobacco} Company blames smugglers.

The {-:AGP} told the Supreme Court that he needed a week. In its audit the {-:AGP} reported gaps of Rs 12bn. The
Attorney
General for Pakistan ({-:AGP}) rose at four. {-:Abbott} was prime minister of Australia. {-:Colgate-Palmolive} of New
York, {-:NESTLE} in Switzerland and {-:Glaxo} of Britain beat estimates. {-:Ferozsons} sold books on the Mall. The
{-:Pakistan Tobacco Board} met. {-:PTC}, the cigarette maker, paid tobacco levies.""",
    """Yarn, glass and steel

{NML:Nishat Mills}, {ILP:Interloop} and {GATM:Gul Ahmed Textile} export most. {NCL:Nishat Chunian} has a new spinning
unit; {NPL:Nishat Power} and {NCPL:Nishat Chunian Power} sell to the grid. {KTML:KTML} and {NML:NML} rose.
{TGL:Tariq Glass} and {GHGL:Ghani Glass} fired up furnaces. {ISL:International Steels}, {INIL:International Industries}
Limited, {ASTL:Amreli Steels} and {MUGHAL:Mughal Steel} ask for duty. {MUGHAL:MUGHAL} posted a profit of Rs 2bn.
{THALL:Thal Limited} weaves jute; {PKGS:Packages Limited} cuts cartons. {LOADS:LOADS} 12.4.

{-:Mughal} gardens need water. The {-:MUGHAL} emperors loved {-:glass}. {-:Gul Ahmed}, a tailor, sews for {-:Nishat}
Begum. {-:ISL} football side Mumbai City scored four goals. The {-:Thal} canal runs dry. {-:LOADS} of rice wait at the
port, he typed. {-:Bulleh Shah Packages} sells pulp. {-:International industries} want lower tariffs.""",
    """MPs put off vote, traders shrug

“We are not a debating club,” the deputy said as the sitting was put off. In Karachi the mood was different.
{PSO:PSO}, {MEBL:MEBL} and {EFERT:EFERT} between them brought 300 points, and by noon a queue of buyers had formed in
{UNITY:UNITY}, {CNERGY:CNERGY} and {BOP:BOP}. Interest later shifted to {TELE:TELE}; {PTC:PTC} remained the volume
leader for most of the day. A dealer who has held {LUCK:LUCK} since 2009 said he would not part with it.

The {-:PSX} itself earned more. No one at the {-:PSX} would say how much. Turnover at the {-:KSE} of old was a tenth.
In {-:POWER}, a film of 2014, a dealer ends in gaol; the {-:PACE} is fast, the {-:LUCK} bad.""",
    """PAKISTAN'S {-:BOP} BETTER THAN FEARED, SAYS FUND

Fuel is two fifths of imports. Had oil stayed at $95, the {-:BOP} would have shown a hole of $9 billion by now. Moody's
thinks the {-:BOP} strain is past, and so does {MCB:MCB}'s research arm. {BOP:BOP}, the bank of that name, earned
Rs 3.3 billion. {BOP:BOP}’s president, Zafar Masud, spoke of “a decent year”. At {BOP:BOP} branches, queues were
short.""",
    """KARACHI: A late wave of buying in blue chips took the {KSE100:KSE-100 Index} past 118,000 points on Wednesday,
helped
by hopes that the central bank will cut its policy rate. According to Topline Securities, {UBL:UBL}, {FFC:FFC},
{LUCK:LUCK}, {MARI:MARI} and {SYS:SYS} cumulatively contributed 612 points. {BOP:BOP} was the most traded stock with
94.2 million shares. On the flip side {POL:POL}, {INDU:INDU} and {PKGS:PKGS} lost value as they went ex-dividend.

“The {-:BOP} looks manageable,” said the finance minister's adviser, who fears a jump in {-:POL} imports.""",
    """{BOP:BOP} Board Approves Rs10bn Sukuk

The Board of Directors of The {BOP:Bank of Punjab} has cleared a Tier-II sukuk. {BOP:BOP} has 815 outlets. The rating
agency PACRA assigned {BOP:BOP} a long-term rating of AA+. At its general meeting {BOP:BOP} elected two directors.""",
    """{PTC:PTC} completes buy of Telenor; {SYS:SYS} eyes Riyadh

For {PTC:PTC} the deal doubles its subscribers. {UNITY:UNITY} commissioned a refinery at Port Qasim. {TELE:TELE} and its
parent declined to comment. {LUCK:LUCK}'s Iraqi plant ran full. {LUCK:LUCK}, however, sees coal dearer.
Profit at {MLCF:Maple Leaf Cement} trebled; cement at the gate costs Rs 1,410. {MLCF:Maple Leaf} will shut line two.""",
    """Sehwan: Pilgrims in {-:Mari} found no water. {-:Fatima}, 12, walked six miles for it. The {-:Mughal} well is
dry, a
{-:power} pump broken. The {-:Bank} of the river gave way. {-:Systems} Analyst Omar blames the {-:POL} crisis. {-:Indus}
water is low. {-:Lucky} for him, {-:Engro} Foundation sent tankers; so did {-:Habib} Oil and the {-:Meezan} family.""",
    """OTTAWA: A giant {-:Maple Leaf} hung from the cement silo. {-:BOP} statistics of Canada came out. The {-:NPL}
lab in
Delhi calibrated scales. The {-:SCL} and the {-:MCB}A met. The Auditor General ({-:AGP}) found holes. {-:AGP} reports
are tabled by the {-:PAC}. {-:ISL} champions Mohun Bagan drew. {-:NESTLE} TO CUT 16,000 JOBS. {-:LOADS} shed daily.""",
)
