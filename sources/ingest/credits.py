"""Who is credited, and what the editors say: pictures, agencies, first publishers, translators, notes."""

from sources.ingest.cue import END, START, cue
from sources.vocabulary import Kind

# What newspapers call themselves.
NEWSPAPERS = (
    "times|gazette|mercury|herald|post|news|courier|telegraph|chronicle|journal"
    "|tribune|standard|observer|star|express|"
    "mail|daily|weekly|review|ledger|press|record|examiner|sun|mirror|guardian"
    "|independent|echo|argus|advertiser|"
    "bulletin|dispatch|globe|inquirer|enquirer|register|sentinel|monitor|leader|voice"
    "|citizen|recorder|intelligencer|"
    "packet|age|world|today|magazine|digest|advocate|messenger|pioneer|statesman|enterprise|spectator|colonist"
    "|clarion|banner|democrat|republican|freeman|tidings|informer|lantern|beacon|plain dealer|patriot"
)
CREDITS = (
    cue(
        Kind.CAPTION,
        3.2,
        "a picture's credit",
        r"\((?:file )?(?:photo|photograph|picture|image|pic|video|screenshot|illustration"
        r"|map|graphic|credit)s?\b[^()]{0,80}\)?\W*$",
        r"(?:^|[.|—–)\]\"”’] ?)(?:file )?(?:photo(?:graph)?s?|pictures?|image|illustration"
        r"|cartoon|map|graphic|screenshot|video still|drawing|infographic)s?"
        r"(?: credit)?(?: (?:by|lent|taken|made|courtesy(?: of)?|via|from|still|supplied|provided|credit"
        r"|copyright|©|\(c\)|cc)\b|\s*(?:\(c\))?\s*[:©/|])",
        r"^\W*image (?:source|caption), .{2,120}$|\bimage source, .{2,40}$",
        r"[.!?’”] [a-z][\w'’-]+(?: [a-z][\w'’-]+){1,2} for (?:the )?[\w' ]{3,30}$",
        r"\b(?:ap|file|reuters|afp|epa|upi|tass|getty|handout|stock|press association|pa"
        r"|wire|agency) (?:photo|images?|file photo|picture)\b",
        r"\b(?:getty images|shutterstock|istock|alamy|epa-efe|magnum photos|wikimedia "
        r"commons|flickr|unsplash)\b",
        r"\bsome rights reserved\W*$(?<=.{12})",
        rf"\bcourtesy(?: of)? (?!.*\b(?:{NEWSPAPERS})\b)(?:the )?[\w .'-]{{2,40}}\W*$",
        r"\bcc by(?:-[a-z]{2}){0,2}\b|\bcreative commons\b",
        r"(?:^|\s)(?:/|©|\|)\s?(?:afp|ap|reuters|epa|getty|tass|ria novosti|interfax|pa"
        r"|bloomberg|anadolu|xinhua|dpa)\b.{0,30}$",
        r"^\W*(?:in this|in an undated|an undated|undated|a) (?:file )?(?:photo|photograph"
        r"|image|picture|frame grab|handout|still)(?: (?:taken|provided|released|made|from"
        r"|shot|shows)\b|,)",
        r"\(?\b(?:pictured|shown|seen) (?:here|above|below|left|right|in)\b.{0,60}$",
        rf"{START}(?:caption|photo caption|image caption|media caption|figure|fig\.|plate"
        r"|above|below|pictured|left|right|in pictures)\s*\d*\s*[:.]",
        rf"{START}(?:photo(?:graph)?s?|pictures?|image|illustration|map|video|credit"
        r"|graphic|cartoon)s?(?: credit)?\s*(?::|by\b|courtesy\b)",
        rf"{START}enlarge(?: this)? image\b",
        r"^.{3,60}\bphotographer\W*$",
        r"[.!?’”] \([a-z][\w.'’-]*(?: [a-z][\w.'’-]*){1,3}(?: ?/ ?| (?:for|via) )[^()]{2,30}\)$",
        r"\bphot\. ",
        r"\b(?:at|from|second from|third from|far) (?:the )?(?:left|right)\b.{0,60}$",
        r"\((?:on (?:the )?)?(?:left|right|centre|center)\)|,(?: and)? (?:left|right|centre|center),",
        r"\b(?:arrow|this one|this picture) (?:shows|marks|points|indicates)\b",
        rf"{START}pictures? on page\b",
        longest=75,
    ),
    cue(
        Kind.CAPTION,
        4.2,
        "ends with a picture's credit",
        r"^\[(?:photo|picture|image|map|illustration|caption)s?\s*[:–—-][^\[\]]{2,160}\]$",
        r"\((?:file )?(?:photo|photograph|picture|image|pic|video|screenshot|illustration"
        r"|map|graphic|credit)s?\b[^()]{0,80}\)?\W*$",
        r"\b(?:photo|photograph|image|picture|illustration|cartoon|graphic"
        r"|map)s?\b[^.]{0,80}\. ?(?:some|all|no) rights reserved\W*$",
        r"\((?:[^()]{2,40}[/,] ?)?(?:ap|afp|reuters|epa|getty images|getty|tass"
        r"|epa-efe)(?: photo| images)?(?:[/,] ?[^()]{2,40})?\)\W*$(?<=.{40})",
        r"\b(?:ap|file|reuters|afp|epa|getty) photo(?:/[^.]{2,40})?\W*$|[/|] ?getty images\W*$",
        r"[.!?’”\"'] \(?(?:reuters|ap|afp|epa|upi|getty|tass|dpa|xinhua|pa)/[a-z][\w'’. -]{3,40}\)?\W*$",
        longest=90,
        fades=False,
    ),
    cue(
        Kind.SOURCE_CREDIT,
        3.4,
        "credits an agency, a first publisher or a translator",
        rf"{START}(?:\(|—|–|-|source:?|sources:?|with|from|and|by)?\s*(?:the )?(?:reuters"
        r"|associated press|ap|agence france[- ]presse|afp|upi|"
        r"united press(?: international)?|interfax|tass|itar-tass|ria novosti|xinhua"
        r"|bloomberg|dpa|efe|ansa|pa|press association|central news|exchange telegraph|"
        r"wire (?:reports|services)|news agenc(?:y|ies)|agencies|our agencies|staff and "
        r"agencies|havas|wolff)"
        r"(?:\s*(?:,|and|/|&|;|-)\s*(?:the )?(?:reuters|associated press|ap|afp|upi"
        r"|interfax|tass|agencies|bloomberg|dpa|efe|pa|xinhua|wire (?:reports"
        rf"|services)))*\s*(?:\([^()]{{2,20}}\))?\s*\)?{END}",
        rf"{START}(?:originally|first) (?:appeared|published|posted|ran|broadcast|printed)\b",
        r"\b(?:this (?:text|piece|report|column|item|letter|post)"
        r"|(?:this|the) (?:article|story|interview|essay))"
        r" (?:was|is|has been|originally|first|appeared|appears)\b"
        r".{0,40}\b(?:published|appeared|produced|translated|reproduced|republished"
        r"|reprinted|commissioned|adapted|syndicated|permission)\b",
        rf"{START}(?:\(|\[)?(?:re-?published|re-?printed|reproduced|adapted|taken|excerpted"
        r"|extract(?:ed)?|cross-?posted|syndicated|abridged) (?:here )?(?:from|with|by|in"
        r"|courtesy)\b",
        rf"{START}(?:\(|\[)?(?:translated|translation|transcri(?:bed|ption|pt)|edited and translated)\b"
        rf".{{0,60}}(?:\bby\b|:|\bfrom\b)",
        rf"{START}(?:\(|\[)?(?:with (?:reporting|contributions?)|compiled)\b.{{0,12}}\b(?:by|from)\b",
        rf"{START}an? (?:[a-z]+ ){{1,3}}(?:version|translation|extract|transcript)s? (?:of (?:this"
        r"|the) \w+ )?(?:first )?"
        r"(?:appeared|was (?:first )?(?:published|printed|broadcast)|ran|is available)\b",
        rf"{START}from (?:the|a) [\w .'-]{{2,40}}\b(?:{NEWSPAPERS})\W*$",
        rf"{START}(?:by )?courtesy(?: of)? .{{0,40}}\b(?:{NEWSPAPERS}|quotidien|diario|giornale|zeitung)\b",
        rf"{START}special (?:to|for) the\b.{{0,40}}$",
        rf"{START}\(?(?:by )?special (?:cable|telegram|telegraph|wireless|correspondence"
        rf"|dispatch|despatch)\b.{{0,60}}$",
        rf"{START}from the (?:returns|records|papers|files|archives|notes|minutes|register) of\b",
        r"\b(?:reel|box|folder|fonds|tape|file|shelfmark|ms\.?) "
        r"[\w/.]*\d\b.*\b(?:archives?|library|collections?|museum|record office)\b",
        rf"{START}sources?\s*:\s*(?!https?:)\S.{{0,80}}$",
        rf"{START}(?:\(|\[)?by (?:arrangement|courtesy|permission|agreement|cable|telegraph"
        rf"|wireless|special cable|telegram|mail|our own wire)\b.{{0,50}}$",
        r"\bdigiti[sz]ed (?:by|from|at|in)\b",
        rf"{START}read the original (?:article|story|post|report)?\b.{{0,40}}$",
        r"\bwe publish a translation\b|\bread (?:the|it in|this .{0,20} in) (?:original"
        r"|russian|arabic|french|spanish|ukrainian|german)\b",
        longest=45,
    ),
    cue(
        Kind.BYLINE,
        3.6,
        "says who reported, wrote or edited it",
        rf"{START}(?:additional )?(?:reporting|writing|editing|research)\b.{{0,12}}\b(?:by|from)\b",
        r";\s*(?:additional )?(?:editing|writing|reporting) by\b",
        r"\bcontributed (?:to )?(?:this (?:report|story|article)|reporting|from)\b",
        r"^.{3,80}\b(?:reporter|writer|correspondent|staff)s? .{3,60}\bcontributed\W*$",
        longest=60,
        fades=False,
    ),
    cue(
        Kind.EDITOR_NOTE,
        3.6,
        "the editors' own words",
        rf"{START}(?:editors?'?s?'? note|ed(?:itor)?\.?'?s? note|note to (?:our )?readers?"
        r"|a note (?:on|to|from)|publisher'?s note|translator'?s note|author'?s note|"
        rf"corrections?(?: and clarifications?)?|clarification|erratum|disclaimer|update)\s*(?:[:.—–(]|\d|$)",
        r"\bthis (?:article|story|interview|piece|report|post|page|transcript|version"
        r"|column) (?:has been|was|is)\b.{0,40}\b(?:edited|amended|updated|corrected"
        r"|condensed|shortened|abridged|revised|clarified)\b",
        rf"{START}ed(?:itor)?s?\s*:",
        r"\bnot hold (?:ourselves|itself|himself) responsible\b|\bopinions of (?:our|its) correspondents\b",
        rf"{START}the following (?:report|article|account|text|interview|letter|letters|despatch|dispatch"
        rf"|statement|"
        r"is|are)\b.{0,90}\b(?:appeared|published|received|translat|written|taken|reached|printed|reproduced)",
        r"\b(?:did not|had not|have not|has not) (?:respond|replied|reply"
        r"|answer)(?:ed)?\b.{0,30}\brequests? for "
        r"(?:comment|an interview)\W*$",
        r"\bpassed (?:by|for publication by) (?:the )?(?:military )?censor\b|\bshown in proof\b",
        rf"{START}[\w'. ]{{3,40}}[“\"‘][^”\"’]{{3,60}}[”\"’],? (?:is|was) (?:published|out|available)\b",
        r"\ban earlier version of this\b",
        r"\b(?:names?|identit(?:y|ies)|details) (?:of .{0,50})?(?:have|has) been "
        r"(?:changed|withheld|altered)\b",
        r"\bviews? (?:and opinions? )?expressed\b.{0,80}\b(?:own|author|do not|not necessarily|solely)\b",
        r"\b(?:edited|condensed) for (?:length|clarity|brevity|space)\b",
        r"[-—–(\[.!?] ?(?:the )?eds?\.? ?[\])]?\W*$|[.!?] \(?ed\.\)?$",
        r"\b(?:readers|viewers) may find\b.{0,40}\b(?:distressing|disturbing|upsetting)\b",
        rf"{START}warning\s*:",
        longest=110,
    ),
)
