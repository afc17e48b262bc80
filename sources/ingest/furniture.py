"""What the frame of a page says: buttons, menus, forms, teasers, comment boxes.

Pages in English say the same few hundred things round their articles. The phrases here come from the
habits of newspapers, agencies and blogs at large.
"""

from sources.ingest.cue import END, START, cue
from sources.vocabulary import Kind

BOILERPLATE = Kind.BOILERPLATE

# Words that are a whole line by themselves only on a page's frame.
WHOLE_LINES = (
    "share|share (?:this|on|via|to)\\b.{0,40}|tweet(?: this)?|like|follow|print"
    "|print this(?: page| article)?|"
    "email(?: this)?(?: article)?|e-mail|email to a friend|email frequency|facebook"
    "|twitter|x|whatsapp|telegram|reddit|linkedin|pinterest|"
    "instagram|youtube|rss|rss feed|copy link|save|save for later|bookmark|home|menu"
    "|search|news|sport|sports|"
    "opinion|contact|contact us|about|about us|help|faq|login|log ?in|log ?out|sign "
    "?in|sign ?up|sign up now|register|"
    "subscribe(?: now| today)?|donate(?: now)?|support us|advertise(?: with us)?"
    "|advertisements?|ad|sponsored|"
    "sponsored (?:content|links?)|paid post|skip to (?:main )?content|skip (?:ad"
    "|advert|navigation)|back to top|"
    "top|next|previous|prev|next (?:article|page|story)|previous (?:article|page"
    "|story|post)|older posts?|newer posts?|"
    "continue reading(?: the main story)?|continue|close|cancel|submit|send|ok|okay"
    "|got it|accept(?: all)?(?: cookies)?|"
    "reject(?: all)?|manage (?:cookies|preferences|consent)|cookie (?:policy|settings"
    "|preferences)|privacy(?: policy| notice)?|"
    "terms(?: (?:of|and|&) (?:use|service|conditions))?|site ?map|careers|jobs|archives?|all rights reserved|"
    "loading|loading comments|please wait|play|pause|listen|listen to (?:this "
    ")?article|watch|video|audio|photos|gallery|"
    "image|show (?:more|less|comments)|load more|view all|see all|more|view (?:full )?(?:profile|gallery)|"
    "like this|like loading|post navigation|article navigation|read more|share your thoughts|"
    "comment|gift article|gift this article|advertising|accessibility help|follow us|story highlights|"
    "transcript|read transcript|guide to .{2,30}|(?:article|story) continues"
    "|printable version|printer[ -]friendly(?: version)?|(?:pdf|print|mobile|text[ -]only|audio) version"
    "|send (?:it |this |this story )?to a friend|"
    "add (?:your|a) comment|(?:post|write|leave) (?:a|your) comment|comment on this (?:story|article)"
    "|report this (?:article|post|ad|page|photo)|report (?:a problem|a mistake|an issue|a typo)|quote|embed"
    "|rate this (?:story|article)|zoom|zoom (?:in|out)|zoom *[+-]|prev(?:ious)? page|next page|e-?paper|crop"
    "|cite(?: this)?(?: item| page| article)?|download (?:transcript|audio|mp3|citation|image)|permalink"
    "|press room|newsroom|viber|messenger|wechat|vk|delicious|digg|stumbleupon|google ?(?:\\+|plus)|tumblr"
    "|flipboard|threads|bluesky|mastodon|fb share|(?:fb )?share [\\d.,]+k?|tweet [\\d.,]+k?|no thanks|"
    "explore more on these topics|reuse this content|blog archive|about me|my profile|"
    "toggle navigation|navigation|main menu|breadcrumbs?|text size|font size|a a a|"
    "leave this field empty|required|your (?:name|email)(?: address)?|email address|first name|last name|"
    "flag|report|reply|report (?:abuse|comment|this|an error)|upvote|downvote|translate(?: page)?|"
    "no comments(?: yet)?|comments (?:are )?(?:closed|off|disabled)|comments are "
    "closed|sort by.{0,30}|newest(?: first)?|oldest(?: first)?|"
    "page \\d+(?: of \\d+)?|\\d+ (?:shares?|likes?|views?|reads?|retweets?)|\\d+ "
    "min(?:ute)?s?(?: read)?|reading time.{0,20}|"
    "end of document|the end|ends?|-?30-?|###|\\* \\* \\*|go to top|return to top"
    "|open in app|download(?: pdf| app)?|pdf|"
    "english|español|français|deutsch|русский|العربية|topics?|tags?|categories"
    "|sections?|world|business|politics|"
    "technology|science|health|culture|arts|lifestyle|travel|weather|obituaries|classifieds|editorial board"
)
# Several buttons or menu words on one line.
_MENU = (
    r"(?:share|tweet|follow|like|e-?mail|print|save|copy(?: link)?|facebook|twitter|x|whatsapp"
    r"|telegram|reddit"
    r"|linkedin|pinterest|instagram|youtube|rss|messenger|flipboard|home|menu|search|news|sports?|opinion|world"
    r"|business|politics|culture|contact(?: us)?|about(?: us)?|help|log ?in|sign ?in|sign ?up"
    r"|register|subscribe"
    r"|donate|newest|oldest|previous|prev|next|newer|older|videos?|jobs|obituaries|e-edition|nation|regions|arts"
    r"|archives?|print this page|send to a friend|back to top|\d+ of \d+)"
)
FURNITURE = (
    cue(BOILERPLATE, 4.0, "a button or menu word", rf"{START}(?:{WHOLE_LINES}){END}", longest=8),
    cue(
        BOILERPLATE,
        4.0,
        "buttons and menu words",
        rf"{START}(?:{_MENU}(?:\s*[|/·•,–—-]\s*|\s+)){{1,12}}{_MENU}{END}",
        longest=16,
    ),
    cue(
        BOILERPLATE,
        3.4,
        "a notice of the newspaper's, the agency's or the press office's",
        rf"{START}(?:for immediate release|embargo(?:ed)?\b.{{0,60}}|not for (?:publication"
        rf"|release)\b.{{0,40}})$",
        rf"{START}(?:[\w']+ ){{0,3}}edition{END}",
        rf"{START}(?:price\W*)?(?:one|two|three|four|five|six|\d+) ?(?:½|1/2)? ?(?:cents?|pence|penny|p\."
        rf"|d\.)"
        rf"\W*(?:post ?(?:free|paid))?{END}",
        rf"{START}price\b.{{0,30}}$",
        rf"{START}vol(?:ume)?\b\.? ?(?:[ivxlcdm]+|\d+)\b(?!.*\b1\d{{3}}\b).{{0,60}}$",
        rf"{START}(?:you (?:are receiving|received|have received) this|this (?:e-?mail|message) was sent)\b",
        rf"{START}(?:begin )?forwarded (?:message|by)\b.{{0,30}}$|{START}original message{END}",
        rf"{START}from [\w.-]+@[\w.-]+ .{{0,30}}\d\d:\d\d.{{0,12}}$",
        rf"{START}our standards\s*:",
        r"^[\w.-]+ mailing list\W*$|^\W*to (?:unsubscribe|subscribe|leave this list)\b",
        rf"{START}the weather\s*[:.—–-]",
        rf"{START}(?:contributors|correspondents|readers) are (?:reminded|requested|asked)\b",
        rf"{START}(?:show|hide) (?:key events|all|updates|more|less|caption)\b.{{0,20}}$",
        rf"{START}key (?:events|moments|updates){END}",
        rf"{START}(?:this |our )?transcripts? (?:is|are|was|were|may)"
        r" (?:created|provided|produced|made|prepared|not)\b",
        r"\bmay not be in (?:its|their) final form\b|\baccuracy and availability .{0,20}may vary\b",
        r"^[^.!?]{0,60}[-−–+]?\b\d{1,2} ?° ?[cf]?\b[^.!?]{0,20}$",
        rf"{START}all times (?:are|stated|in|shown|given)\b.{{0,30}}$",
        r"^\W*\d[\d,.]*k? (?:people |users |readers )?"
        r"(?:viewing|watching|reading)(?: this(?: page)?| now)?\W*$",
        rf"{START}this (?:article|story|post|page) is (?:more than|over|at least)"
        rf" \w+ (?:years?|months?) old{END}",
        longest=40,
    ),
    cue(
        BOILERPLATE,
        3.4,
        "an advertisement",
        rf"{START}(?:to let|for sale|for rent|situations? (?:vacant|wanted)|change of name|tender notice"
        r"|public notice|lost and found|matrimonials?|wanted|help wanted|auction)"
        r"\s*(?:[:.—–-]|\b(?=.{0,12}\d))",
        rf"{START}classifieds?(?: (?:ads|advertisements))?{END}",
        r"\b\d+ ?c(?:ts?|ents?)?\. .{0,20}\b(?:at|of) (?:all )?(?:druggists|dealers|grocers)\b",
        r"\b(?:of|from|by|at) all (?:good |leading |respectable )?(?:chemists|druggists|grocers|stationers"
        r"|drapers|booksellers|newsagents|dealers|tobacconists)\b",
        r"\b(?:per (?:bottle|box|tin|packet|pair|dozen)|post[- ]free)\b.{0,60}\b(?:\d+s\.|\d+/\d|\d+d\b)"
        r"|\b(?:\d+s\.|\d+/\d|\d+½?d\.).{0,30}\b(?:per (?:bottle|box|tin|packet|pair|dozen)|post[- ]free)\b",
        longest=90,
        fades=False,
    ),
    cue(
        BOILERPLATE,
        3.4,
        "a code of the wire, or a page's number",
        r"^(?:zczc )?[a-z]{1,3}\d{3,4}(?: nnnn)?$",
        r"^[ropz] \d{6}z [a-z]{3} \d\d$",
        r"^(?:add|take|page) \d{1,2}\b.{2,40}\bx x x\b|\bx x x [\w ]{2,20}\W*$",
        r"^(?:ap|upi|afp|reuters?|tass|dpa|efe|ansa|ips)\b[ -]\d\d[-/]\d\d.{0,24}$",
        r"^[ruibdf] [a-z] (?:[a-z]{3,10}){1,2}$",
        r"^(?:ap|upi|afp|reuters?|zczc|nnnn)(?: ?-?\d\d-\d\d-\d\d\b.{0,16})?$",
        r"^(?:[a-z]{2,4}-)+\d\d-\d\d-\d\d\b.{0,16}$",
        rf"{START}(?:more|urgent|bulletin|flash|advisory|-?more-?|\(more\)){END}",
        r"^[-–—(\[ ]*(?:page )?\d{1,4}[-–—)\] ]*$",
        r"^[^.!?]{3,50} [-–—|] page \d{1,4}(?: of \d{1,4})?\W*$",
        r"^[ruibdf]\d{3,4}\b[ -]+[a-z] .{0,60}\d$",
        longest=12,
    ),
    cue(
        BOILERPLATE,
        3.0,
        "cookies, consent or terms",
        r"\b(?:we|this (?:web)?site|our partners) uses? cookies\b",
        r"\baccept (?:all )?cookies\b",
        r"\bcookie (?:policy|settings|notice|preferences)\b",
        r"\bprivacy policy\b",
        r"\bterms (?:of (?:use|service)|and conditions|& conditions)\b",
        r"\b(?:by (?:continuing|using|clicking|signing up)|manage).{0,60}(?:you (?:agree"
        r"|accept|consent)|consent)\b",
        longest=90,
    ),
    cue(
        BOILERPLATE,
        2.6,
        "asks the reader to subscribe, follow or give",
        r"\bnewsletters?\b.{0,60}\b(?:sign|subscri|inbox|delivered|powered)",
        r"\b(?:sign up|subscribe|register)\b.{0,60}\b(?:newsletter|updates?|email|e-mail"
        r"|alerts?|access|free|today|now|digest)\b",
        r"\bdirect(?:ly)? (?:to|in|into) your (?:inbox|email)",
        r"\b(?:in|to) your (?:inbox|mailbox)\b",
        rf"{START}get (?:our|the|more|one|breaking|news)\b.{{0,60}}\b(?:email|newsletter"
        r"|inbox|app|daily|weekly|free)\b",
        rf"{START}for (?:more|further) .{{2,60}}\b(?:visit|see|go to|click)\b",
        rf"{START}subscribe to\b.{{0,50}}$",
        rf"{START}(?:follow|join|like|find) us (?:on|at)\b",
        rf"{START}(?:follow|subscribe to) (?:the )?[\w. ]{{2,40}} on (?:facebook|twitter|x"
        r"|telegram|instagram|youtube|whatsapp)\b",
        rf"{START}(?:please )?(?:support|help us|donate|become a (?:member|subscriber"
        rf"|supporter)|make a (?:donation|contribution))\b.{{0,80}}",
        r"\b(?:already a (?:subscriber|member)|create (?:a free|an) account|free "
        r"articles? (?:left|remaining)|start your free trial)\b",
        r"\bdownload (?:our|the) app\b",
        r"\b(?:our|this|independent|local) journalism\b.{0,40}\b(?:needs?|support|relies|depends)\b",
        longest=45,
    ),
    cue(
        BOILERPLATE,
        3.0,
        "rules or form of the comment box",
        r"\b(?:comments?|posts?) (?:are|is|will be|may be) (?:pre-|post-)?(?:reviewed"
        r"|moderated|approved|removed|closed)\b",
        r"\breviewed by a moderator\b",
        r"\bcomments? (?:containing|policy|guidelines|section)\b",
        r"\bhate speech\b.{0,60}\bnot be\b",
        r"\bplease (?:treat others|be respectful|keep (?:comments|it)|read our (?:comment"
        r"|community)|log ?in|sign in|register)\b",
        r"\b(?:log ?in|sign in|register|logged in) to (?:post|leave|comment|reply|join)\b",
        r"\b(?:email address|e-mail) will not be (?:published|shared)\b",
        r"\brequired fields?\b",
        r"\bsubmit your comment\b",
        r"\bidentified as spam\b",
        longest=50,
    ),
    cue(
        BOILERPLATE,
        2.6,
        "an invitation to write in",
        r"\bif you would like to (?:comment|contact|contribute|respond|write)\b",
        r"\b(?:contact|write to|email) (?:our|the|us at|us on|us with) ?.{0,50}\b(?:team"
        r"|desk|editors?|newsroom|at|@)",
        r"\b(?:do you have|got) (?:a story|a tip|information|news)\b",
        r"\bsend (?:us )?(?:your )?(?:tips|letters|news|stories|comments)\b",
        r"\b(?:tell|send) us your (?:story|stories|thoughts|memories)\b|\bshare your "
        r"(?:story|stories|memories)\b",
        r"\bfor (?:more|further) information\b.{0,30}[:,]|\b(?:press|media) (?:office"
        r"|contact)s?\b.{0,20}\btel\b",
        r"\S@\S+\.\w+\W*$|(?:\+\d[\d\- ()]{7,}|\btel\b.{0,20}\d)\W*$",
        rf"{START}(?:whatsapp|text|call|phone|ring|message|dm) us (?:on|at|via|with)\b",
        rf"{START}(?:buy|order|purchase) (?:(?:these|this|our|a) )?(?:photos?|prints?|pictures?)\b",
        r"\bhave your say\b|\btell us what you think\b|\bwhat do you think\?\W*$",
        longest=40,
    ),
    cue(
        BOILERPLATE,
        3.0,
        "a copyright line or the page's foot",
        rf"{START}(?:©|\(c\) ?\d{{4}}|copyright\b)(?!.*\b(?:photo|image|picture)\b)",
        r"^(?!.*\b(?:photo|photograph|image|illustration|picture|courtesy)\b).*\ball rights reserved\W*$",
        r"^.{2,40} © ?.{0,60}$",
        rf"{START}printed (?:and published )?(?:by|for|at)\b",
        r"\b(?:subscriptions|advertisements) (?:are|may be|received|taken)\b",
        r"\b(?:not responsible for|legal right to|does not endorse)\b.{0,60}\bcontents?\b",
        r"\bno part of (?:this|the) .{0,40}may be (?:reproduced|copied)\b",
        rf"{START}(?:(?:proudly )?powered by|hosted by|designed by|built (?:with|by)|registered "
        r"(?:office|charity|in england)|issn)\b",
        r"\bmay not be published, broadcast, rewritten\b",
        rf"{START}(?:rights|isbn|issn|registered (?:as a newspaper|office|company))\b\W*[\d:©(]",
        # "About us | Terms | Cookies": of two and more, with anything before them.
        r"(?:\b(?:privacy(?: policy)?|terms(?: of (?:use|service))?|cookies?(?: policy)?|accessibility"
        r"|site ?map|contact us|about us|advertise(?: with us)?|terms (?:and|&) conditions)"
        r"\s*(?:[|·•/]\s*|\s{2,}|$)){2}",
        longest=60,
    ),
    cue(
        BOILERPLATE,
        3.0,
        "tags, categories or a counter",
        rf"{START}(?:tags?|tagged(?: with| as)?|topics?|keywords?|categor(?:y|ies)|filed "
        r"under|posted in|posted under|sections?|labels?)\s*[:|]",
        rf"{START}(?:tagged|filed under|posted in)\b",
        rf"{START}you are (?:currently )?(?:here|in|reading|viewing)\s*[:>»]",
        rf"{START}\d[\d,.]*k? (?:shares?|views?|likes?|reads|people (?:like|have)|retweets)\b",
        rf"{START}(?:share|tweet|email|print|save|copy|read) ?(?:[|/·•]|share|tweet|email"
        rf"|print|facebook|twitter|save|whatsapp).{{0,80}}$",
        rf"{START}(?:length|load-date|language|section|word ?count|publication-type"
        rf"|subject code|document type)\s*:\s*\S.{{0,60}}$",
        rf"{START}(?:to|cc|bcc|reply-to|message-id|list-id|mime-version|content-type"
        r"|x-mailer|mailing-list|list-\w+|in-reply-to|references)\s*:\s*\S",
        r"\b\d(?:st|nd|rd|th) (?:ld|lead|add|take)\b",
        r"\bwritethru\b",
        rf"{START}bc-[\w-]+",
        rf"{START}document \d+ of \d+{END}",
        r"(?:^|\s)\d+ (?:min|minutes?) read\b",
        longest=30,
    ),
    cue(
        BOILERPLATE,
        2.8,
        "a trail of menu words",
        r"^(?:[\w .&'-]{1,30}\s*[>›»→]\s*){2,}\S.{1,120}$",
        r"^(?:#\w[\w-]*(?: [a-z]\w+){0,2}\W*){2,8}$",
        r"^(?:[\w ]{2,20} \d{1,3} ?%\W*){2,8}$",
        r"^\d{1,4}\s{3,}\S.{2,60}$|^\S.{2,60}\s{3,}\d{1,4}$",
        r"^this (?:entry|post|item) was (?:posted|published|filed|tagged)\b|\bbookmark the permalink\b",
        r"\byou are (?:the )?visitor\b|^(?:this site is )?best viewed (?:in|with|at)\b",
        r"^(?:a )?blog at \w|^(?:proudly )?powered by\b|^theme:? ",
        rf"{START}be the first to know\b.{{0,20}}$",
        rf"{START}how does this (?:story|article|news) make you feel\W*$",
        r"^(?:[\w .&'-]{1,24}\s*[|·•]\s*){2,}[\w .&'-]{1,24}\W*$",
        r"\[?\b(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation|search)\b",
        r"^(?:[\w .&'-]{1,24}\s*/\s+){2,}[\w .&'-]{1,24}\W*$",
        # A guillemet that is closed again, or whose line ends as a sentence does, opens a quotation.
        rf"{START}←\s?\S|^\W*[‹«](?!.*[»›])[^.!?…:;,]*$",
        r"\s[→]$",
        rf"{START}(?:heard|aired|as heard|broadcast) on\b",
        rf"{START}\(?continued (?:on|from)\b.{{0,40}}$",
        r"^(?:back|forward) to(?:\s{2}.*|\W*)$|^\W*back to (?:the )?(?:index|contents|list|results"
        r"|main page|home|news)\b.{0,20}$",
        rf"{START}(?:printable version|adverti[sz]er links?)\b",
        rf"{START}(?:story|article|text) continues (?:below|after)\b",
        rf"{START}(?:continue reading below|to unsubscribe)\b",
        rf"{START}(?:no thanks|not now|maybe later|show me|take me|click here|tap here"
        r"|read in app|view in browser)\b",
        rf"→{END}|^[^«‹]*[»›]{END}",
        longest=18,
    ),
    cue(
        Kind.RELATED_LINK,
        3.4,
        "announces other articles",
        rf"{START}also in (?:this|the|today'?s) \w+:",
        r"^(?!.*\b(?:continued|from)\b)[^.!?–—|]{3,50}(?<! -)[:,]? (?:see )?pages? \d{1,3}\W*$",
        rf"{START}(?:previous|next|older|newer)(?: (?:article|post|story|page))?\s*:\s*\S.{{3,90}}$",
        r"^breaking(?: news)?\s{2,}\S",
        r"^[‹«←]\s?(?!\s|back|older|newer|prev|next|return|home)[^»›.!?\s]+(?: [^»›.!?\s]+){2,}$",
        r"^(?!read|see|view|more|continue|next|newer|show|load|all|watch)"
        r"[^«‹.!?\s]+(?: [^«‹.!?\s]+){2,} [»›→]$",
        rf"{START}read (?:our|the) (?:full |latest )?(?:report|story|review"
        rf"|interview|coverage|article)\b.{{0,40}}$",
        rf"{START}(?:read|see|watch|listen|learn|know)? ?(?:also|more|next"
        r"|related)\s*(?:[:>–—-]|on this|here)",
        rf"{START}(?:also in (?:this|the|today)|more (?:on this|from|in|stories|like this|news"
        r"|about|by|coverage|reading|articles)|see also|read also|"
        r"read more|read next|related|recommended(?! (?:action|steps))|suggested (?:reading|for you)"
        r"|you (?:may"
        r"|might) (?:also )?(?:like|be interested)|"
        r"most (?:read|popular|viewed|shared|commented|recent)|trending|popular (?:now"
        r"|stories|posts)|(?:latest|recent) (?:news|stories|articles|posts|headlines|entries)|"
        r"further reading|in other news|don'?t miss|editor'?s'? (?:picks?|choice)|top "
        r"stories|elsewhere|around the web|promoted stories|"
        r"from our (?:archives?|partners)|what to read next|keep reading|up next|next up"
        rf"|previously)\b[^.!?]{{0,40}}$",
        rf"{START}(?:read more|read also|see also|also read|also see|watch|related(?: story"
        r"| article| link| links| stories)?|more|background|previously|"
        rf"in pictures|explainer|recommended|opinion|analysis|live|don'?t miss)\s*[:>»]\s*\S.{{5,160}}$",
        longest=30,
    ),
    cue(
        Kind.RELATED_LINK,
        4.6,
        "announces other articles",
        rf"{START}(?:(?:read|see|watch|listen|learn) )?(?:more|also|next|related|further reading|see also"
        rf"|background"
        r"|you (?:may|might) also like|(?:more|related) (?:stories|articles|links|coverage|news|reading"
        r"|from\b.{0,30}"
        r"|on\b.{0,30}))\s*:$",
        longest=9,
    ),
    cue(
        Kind.COMMENT,
        3.0,
        "opens the readers' comments",
        rf"{START}\d[\d,]* (?:comments?|responses?|replies|thoughts)\b.{{0,60}}$",
        rf"{START}(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:comments?|responses?"
        r"|replies|thoughts?)"
        r" (?:to|on)\b.{3,140}$",
        rf"{START}(?:reader(?:s'?|'s)? |all |recent |user )?(?:comments?|discussion"
        rf"|responses?)(?: \(\d+\)|:? ?\d*){END}",
        rf"{START}(?:leave|post|add|write) (?:a|your) (?:comment|reply){END}",
        rf"{START}(?:join the (?:conversation|discussion|debate)|leave a reply|view "
        r"comments|what readers? (?:say|said|are saying)|"
        rf"letters from readers|readers'? (?:letters|write|comments))\b.{{0,30}}$",
        longest=12,
    ),
)
