"""What can be done on the annotation desk: each deed one act, its power checked by name."""

from sources.admin.reading import claim_deeds, mention_deeds, passage_deeds, quotation_deeds
from sources.admin.reading.deed import Deed
from sources.admin.roles import Power

DEEDS: dict[str, Deed] = {
    "correct": Deed(Power.DECIDE, passage_deeds.correct),
    "tag_all": Deed(Power.DECIDE, mention_deeds.tag_all_chosen),
    "accept": Deed(Power.DECIDE, mention_deeds.accept),
    "reject": Deed(Power.DECIDE, mention_deeds.reject),
    "change": Deed(Power.DECIDE, mention_deeds.change),
    "span": Deed(Power.DECIDE, mention_deeds.span),
    "mark": Deed(Power.PROPOSE, mention_deeds.mark),
    "remove": Deed(Power.DECIDE, mention_deeds.remove),
    "accept_quotation": Deed(Power.DECIDE, quotation_deeds.accept_quotation),
    "reject_quotation": Deed(Power.DECIDE, quotation_deeds.reject_quotation),
    "change_quotation": Deed(Power.DECIDE, quotation_deeds.change_quotation),
    "span_quotation": Deed(Power.DECIDE, quotation_deeds.change_quotation),
    "remove_quotation": Deed(Power.DECIDE, quotation_deeds.remove_quotation),
    "accept_claim": Deed(Power.DECIDE, claim_deeds.accept_claim),
    "reject_claim": Deed(Power.DECIDE, claim_deeds.reject_claim),
    "change_claim": Deed(Power.DECIDE, claim_deeds.change_claim),
    "span_claim": Deed(Power.DECIDE, claim_deeds.change_claim),
    "remove_claim": Deed(Power.DECIDE, claim_deeds.remove_claim),
    "quote": Deed(Power.PROPOSE, quotation_deeds.quote),
    "tell": Deed(Power.DECIDE, passage_deeds.tell),
    "move": Deed(Power.DECIDE, passage_deeds.move),
}
